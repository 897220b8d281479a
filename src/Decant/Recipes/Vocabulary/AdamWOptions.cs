using Decant.Options;

namespace Decant.Recipes.Vocabulary;

/// <summary>Options of <c>adamw</c>.</summary>
internal static class AdamWOptions
{
    public static readonly Option<double> GradientMemory = Option.Number("gradient-memory", 0.9, "Share of the running mean of gradients that is kept; β₁ of the paper.", atLeast: 0, below: 1, unit: "share");
    public static readonly Option<double> SquareMemory = Option.Number("square-memory", 0.999, "Share of the running mean of squared gradients that is kept; β₂ of the paper.", atLeast: 0, below: 1, unit: "share");
    public static readonly Option<double> Epsilon = Option.Number("epsilon", 1e-8, "Added to the divisor, so that it is never 0.", above: 0, atMost: 1);
}
