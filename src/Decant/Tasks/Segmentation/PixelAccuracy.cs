using Decant.Runs;

namespace Decant.Tasks.Segmentation;

/// <summary>
/// pixel accuracy = (1/P) Σₚ [argmax zₚ = yₚ] over the P pixels that count. A fraction, 0 to 1, higher is better; a large background makes
/// it high.
/// </summary>
internal static class PixelAccuracy
{
    /// <summary>How it is named and told.</summary>
    public static MetricFacts Facts { get; } =
        new("pixelAccuracy", MetricFacts.Fraction, true)
        {
            Title = "Pixels right",
            Meaning =
                "Share of the pixels that count for which the most likely class is the label. Where most pixels are "
                + "background, answering it everywhere is near 100 % already.",
        };

    /// <summary>The share.</summary>
    public static double Of(ConfusionCounts confusion) => (confusion.Total - confusion.Wrong) / (double)confusion.Total;
}
