using Decant.Options;

namespace Decant.Training.Schedules;

/// <summary>
/// f + (1 − f)·(1 − progress), where f is what is left at the end. With a warm-up it is how BERT is fine-tuned (Devlin et al. 2018,
/// arXiv:1810.04805).
/// </summary>
public sealed record LinearSchedule : LearningRateSchedule
{
    private static readonly Option<double> s_finalShare = Option.Number(
        "final-share",
        0,
        "Share of the learning rate that is left at the end.",
        atLeast: 0,
        atMost: 1,
        unit: "share"
    );

    /// <summary>The schedule <c>linear</c>.</summary>
    public LinearSchedule()
        : base("linear", "Falls along a straight line to the end, as BERT is fine-tuned (Devlin et al. 2018, arXiv:1810.04805).") { }

    /// <summary>Share of the learning rate that is left at the end; at least 0, at most 1.</summary>
    public double FinalShare
    {
        get => Get(s_finalShare);
        init => Values = Changed<double>(s_finalShare, value);
    }

    /// <inheritdoc/>
    public override double Share(double progress) => FinalShare + ((1 - FinalShare) * (1 - progress));
}
