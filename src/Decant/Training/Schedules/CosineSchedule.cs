using Decant.Options;

namespace Decant.Training.Schedules;

/// <summary>f + (1 − f)·(1 + cos π·progress)/2, where f is what is left at the end. Loshchilov and Hutter 2016, arXiv:1608.03983.</summary>
public sealed record CosineSchedule : LearningRateSchedule
{
    internal static readonly Option<double> FinalShare = Option.Number(
        "final-share",
        0,
        "Share of the learning rate that is left at the end.",
        atLeast: 0,
        atMost: 1,
        unit: "share"
    );

    /// <summary>The schedule <c>cosine</c>.</summary>
    public CosineSchedule()
        : base(
            "cosine",
            "Falls along half a cosine to the end (Loshchilov and Hutter 2016, arXiv:1608.03983).",
            OptionSet.DeclaredIn(typeof(CosineSchedule))
        ) { }

    /// <inheritdoc/>
    public override double Share(double progress, OptionValues options)
    {
        var final = options.Get(FinalShare);
        return final + ((1 - final) * (1 + Math.Cos(Math.PI * progress)) / 2);
    }
}
