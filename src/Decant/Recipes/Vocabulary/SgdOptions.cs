using Decant.Options;

namespace Decant.Recipes.Vocabulary;

/// <summary>Options of <c>sgd</c>.</summary>
internal static class SgdOptions
{
    public static readonly Option<double> Momentum = Option.Number("momentum", 0.9, "Share of the last step that is kept.", atLeast: 0, below: 1, unit: "share");
    public static readonly Option<bool> Nesterov = Option.Switch("nesterov", false, "Whether the gradient is taken ahead, where the momentum leads.");
}
