using Decant.Options;

namespace Decant.Training.Schedules;

/// <summary>f + (1 − f)·(1 + cos π·progress)/2, where f is what is left at the end. Loshchilov and Hutter 2016, arXiv:1608.03983.</summary>
public sealed record CosineSchedule : LearningRateSchedule
{
    private static readonly Option<double> s_finalShare = Option.Number(
        "final-share",
        0,
        "Share of the learning rate that is left at the end.",
        atLeast: 0,
        atMost: 1,
        unit: "share"
    );

    /// <summary>The schedule <c>cosine</c>.</summary>
    public CosineSchedule()
        : base("cosine", "Falls along half a cosine to the end (Loshchilov and Hutter 2016, arXiv:1608.03983).") { }

    /// <summary>Share of the learning rate that is left at the end; at least 0, at most 1.</summary>
    public double FinalShare
    {
        get => Get(s_finalShare);
        init => Values = Changed<double>(s_finalShare, value);
    }

    /// <inheritdoc/>
    public override double Share(double progress)
    {
        var final = FinalShare;
        return final + ((1 - final) * (1 + Math.Cos(Math.PI * progress)) / 2);
    }
}
