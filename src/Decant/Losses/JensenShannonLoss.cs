using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Options;

namespace Decant.Losses;

/// <summary>
/// mean over N of β·KL(p‖m) + (1 − β)·KL(q‖m), with m = β·p + (1 − β)·q, p = softmax(teacher/T) and q = softmax(student/T), in nats per
/// sample; at most ln 2. No factor T². Divided by β it becomes KL(p‖q) as β goes to 0, divided by 1 − β it becomes KL(q‖p) as β goes to 1;
/// at 0 and 1 themselves it is 0 for every student, so they are refused. Agarwal et al. 2023, "GKD", arXiv:2306.13649.
/// </summary>
public sealed record JensenShannonLoss : DistillationLoss
{
    private static readonly Option<ScheduledNumber> s_temperature = TemperatureOption.Of(1);
    private static readonly Option<double> s_teacherShare = MixtureShare.Of(
        0.5,
        "The teacher's share in the mixture that both are compared with.",
        "for 0 take soft-targets, for 1 reverse-kl"
    );

    /// <summary>The loss <c>jensen-shannon</c>.</summary>
    public JensenShannonLoss()
        : base(
            new LossFacts(
                "jensen-shannon",
                "How far both are from a mixture of their answers.",
                "mean_N β·KL(p‖m) + (1 − β)·KL(q‖m), m = β·p + (1 − β)·q"
            )
            {
                HasSquaredTemperature = false,
                Paper = "Agarwal et al. 2023, arXiv:2306.13649",
            }
        ) { }

    /// <summary>Divides the logits of both before the softmax: the higher, the softer; above 0, at most 1000.</summary>
    public ScheduledNumber Temperature
    {
        get => Get(s_temperature);
        init => Values = Changed<ScheduledNumber>(s_temperature, value);
    }

    /// <summary>
    /// The teacher's share in the mixture of both; above 0, below 1. For 0 take soft-targets, for 1 reverse-kl.
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
        var beta = TeacherShare;
        var scale = signals.Scale(signals.Number("temperature", Temperature), isSquared: false);
        var lnP = scale.Soften(signals.RequireTeacher(Name)).LogSoftmax();
        var lnQ = scale.Soften(signals.StudentLogits).LogSoftmax();
        var lnM = LogSumExp.Mixture(lnP, beta, lnQ);
        return scale.Reduce((lnP.Exp() * (lnP - lnM) * beta) + (lnQ.Exp() * (lnQ - lnM) * (1 - beta)));
    }
}
