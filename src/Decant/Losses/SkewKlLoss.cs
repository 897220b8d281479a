using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Options;

namespace Decant.Losses;

/// <summary>
/// mean over N of KL(p‖m), with m = α·p + (1 − α)·q, p = softmax(teacher/T) and q = softmax(student/T), in nats per sample; α is the
/// teacher's share in the mixture. No factor T². The gradient stays bounded where the student deems something impossible. Ko et al. 2024,
/// "DistiLLM", arXiv:2402.03898.
/// </summary>
public sealed record SkewKlLoss : DistillationLoss
{
    private static readonly Option<ScheduledNumber> s_temperature = TemperatureOption.Of(1);
    private static readonly Option<double> s_teacherShare = MixtureShare.Of(
        0.1,
        "The teacher's share in the mixture that it is compared with.",
        "for 0 take soft-targets; at 1 it would always be 0"
    );

    /// <summary>The loss <c>skew-kl</c>.</summary>
    public SkewKlLoss()
        : base(
            new LossFacts(
                "skew-kl",
                "The teacher against the student's answers with a little of the teacher's mixed in.",
                "mean_N KL(p‖m), m = α·p + (1 − α)·q"
            )
            {
                HasSquaredTemperature = false,
                Paper = "Ko et al. 2024, arXiv:2402.03898",
            }
        ) { }

    /// <summary>Divides the logits of both before the softmax: the higher, the softer; above 0, at most 1000.</summary>
    public ScheduledNumber Temperature
    {
        get => Get(s_temperature);
        init => Values = Changed<ScheduledNumber>(s_temperature, value);
    }

    /// <summary>
    /// The teacher's share in the mixture of both, with which the teacher is compared; above 0, below 1. For 0 take soft-targets; at 1 the
    /// loss would always be 0.
    /// </summary>
    public double TeacherShare
    {
        get => Get(s_teacherShare);
        init => Values = Changed<double>(s_teacherShare, value);
    }

    /// <inheritdoc/>
    public override bool NeedsTeacher => true;

    /// <inheritdoc/>
    public override Value Build(LossSignals signals)
    {
        var scale = signals.Scale(signals.Number("temperature", Temperature), isSquared: false);
        var lnP = scale.Soften(signals.RequireTeacher(Name)).LogSoftmax();
        var lnQ = scale.Soften(signals.StudentLogits).LogSoftmax();
        var lnM = LogSumExp.Mixture(lnP, TeacherShare, lnQ);
        return scale.Divergence(lnP, lnM);
    }
}
