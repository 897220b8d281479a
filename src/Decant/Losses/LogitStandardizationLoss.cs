using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Notices;
using Decant.Options;

namespace Decant.Losses;

/// <summary>
/// Soft targets of standardised logits: z → (z − mean)/(standard deviation + 1e-7), over the C classes of each sample, with C − 1 in the
/// deviation;
/// a deviation below 0.05 counts as 0.05 (<see cref="SmallestSpread"/>); then T²·mean over N of KL(p‖q) at temperature T, in nats per
/// sample. The student need not reach the teacher's range of logits, only its shape.
/// Sun et al. 2024, "Logit Standardization in Knowledge Distillation", arXiv:2403.01427.
/// </summary>
public sealed record LogitStandardizationLoss : DistillationLoss
{
    private static readonly Option<ScheduledNumber> s_temperature = TemperatureOption.Of(2);

    // The paper's own. What bounds the quotient's derivative where all logits are equal is SmallestSpread.
    private const double Epsilon = 1e-7;

    /// <summary>The loss <c>logit-standardization</c>.</summary>
    public LogitStandardizationLoss()
        : base(
            new LossFacts(
                "logit-standardization",
                "Soft targets of logits brought to mean 0 and deviation 1.",
                "T²·mean_N Σ_C p·(ln p − ln q) of (z − mean_C z)/std_C z"
            )
            {
                Weight = 9,
                LabelWeight = 0.1,
                HasSquaredTemperature = true,
                Paper = "Sun et al. 2024, arXiv:2403.01427",
                Published = "9 next to labels 0.1, T = 2, 240 epochs (the authors' program, CIFAR-100)",
                Caution =
                    "In a few hundred steps a weight of 9 drowns labels at 0.1, and the student ends below one that "
                    + "learns alone; next to `hard-labels` at 1 it gains there.",
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
    private protected override IEnumerable<Notice> OwnNotices(LossSetting setting) =>
        setting.Answers == 2
            ?
            [
                Notice.Refusal(
                    "two classes: use soft-targets. Two standardised logits are always ±0.7071, whatever the "
                        + "student answers, so this loss has no derivative."
                ),
            ]
            : [];

    /// <inheritdoc/>
    public override Value Build(LossSignals signals)
    {
        var scale = signals.Scale(signals.Number("temperature", Temperature));
        return scale.DivergenceOfLogits(Standardised(signals.RequireTeacher(Name)), Standardised(signals.StudentLogits));
    }

    private Value Standardised(Value logits)
    {
        var classes = logits.Shape[^1].Size;
        if (classes < 2)
        {
            throw new DecantException(
                $"{Name}: expected at least 2 classes, for one number has no deviation, received {classes}. Take "
                    + $"regression for single numbers."
            );
        }

        var centred = logits - logits.ReduceMean([logits.Shape.Rank - 1], keepDimensions: true);
        return centred / (SmallestSpread.OfLogits(centred.Norm(logits.Shape.Rank - 1) * (1 / Math.Sqrt(classes - 1))) + Epsilon);
    }
}
