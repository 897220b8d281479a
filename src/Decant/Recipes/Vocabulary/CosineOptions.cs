using Decant.Options;

namespace Decant.Recipes.Vocabulary;

/// <summary>Options of <c>cosine</c>.</summary>
internal static class CosineOptions
{
    public static readonly Option<double> FinalShare = Option.Number("final-share", 0, "Share of the learning rate that is left at the end.", atLeast: 0, atMost: 1, unit: "share");
}
