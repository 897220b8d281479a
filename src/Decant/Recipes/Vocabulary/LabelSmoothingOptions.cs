using Decant.Options;

namespace Decant.Recipes.Vocabulary;

/// <summary>Options of <c>label-smoothing</c>.</summary>
internal static class LabelSmoothingOptions
{
    public static readonly Option<double> Smoothing = Option.Number("smoothing", 0.1, "Share of the label's probability that is spread over all classes.", atLeast: 0, below: 1, unit: "share");
}
