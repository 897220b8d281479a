using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Options;
using Decant.Tasks;

namespace Decant.Losses;

/// <summary>
/// T²·mean over N and C of −p·ln q − (1 − p)·ln(1 − q), with p = σ(teacher/T) and q = σ(student/T), in nats per answer: every class is a
/// question of its own with yes or no, for samples of which several labels are true. It is least, and not 0, where q = p. Binary
/// cross-entropy with soft targets (Hinton, Vinyals, Dean 2015, arXiv:1503.02531, for two classes).
/// </summary>
public sealed record MultiLabelLoss : DistillationLoss
{
    private static readonly Option<ScheduledNumber> s_temperature = TemperatureOption.Of(1);

    /// <summary>The loss <c>multi-label</c>.</summary>
    public MultiLabelLoss()
        : base(
            new LossFacts(
                "multi-label",
                "The teacher's probability of each label by itself, where several may be true.",
                "T²·mean_NC −p·ln q − (1 − p)·ln(1 − q), p = σ(t/T), q = σ(z/T)"
            )
            {
                Weight = 0.9,
                LabelWeight = 0.1,
                HasSquaredTemperature = true,
                Unit = "nats per answer",
            }
        ) { }

    /// <summary>Divides the logits of both before the softmax: the higher, the softer; above 0, at most 1000.</summary>
    public ScheduledNumber Temperature
    {
        get => Get(s_temperature);
        init => Values = Changed<ScheduledNumber>(s_temperature, value);
    }

    /// <inheritdoc/>
    public override bool NeedsTeacher => true;

    /// <inheritdoc/>
    public override AnswerMeaning? Compares => AnswerMeaning.Labels;

    /// <inheritdoc/>
    public override Value Build(LossSignals signals)
    {
        var scale = signals.Scale(signals.Number("temperature", Temperature), reduction: LossReduction.Elements);
        var t = scale.Soften(signals.RequireTeacher(Name));
        var z = scale.Soften(signals.StudentLogits);

        // −ln σ(z) = softplus(−z) and 1 − σ(t) = σ(−t): both exact where σ rounds to 1.
        return scale.Reduce((t.Sigmoid() * (-z).Softplus()) + ((-t).Sigmoid() * z.Softplus()));
    }
}
