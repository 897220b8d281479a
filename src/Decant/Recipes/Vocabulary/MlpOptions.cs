using Decant.Options;

namespace Decant.Recipes.Vocabulary;

/// <summary>Options of <c>mlp</c>.</summary>
internal static class MlpOptions
{
    public static readonly Option<ValueList<int>> Hidden = Option.WholeNumbers("hidden", [128], "Widths of the hidden layers, from the input on.", atLeast: 1, atMost: 65536, unit: "units", fewest: 0);
    public static readonly Option<double> Dropout = Option.Number("dropout", 0, "Share of hidden units that is silenced at random in every step.", atLeast: 0, below: 1, unit: "share");
    public static readonly Option<double> InputDropout = Option.Number("input-dropout", 0, "Share of inputs that is silenced at random in every step.", atLeast: 0, below: 1, unit: "share");
    public static readonly Option<Activation> Activation = Option.Choice<Activation>("activation", Vocabulary.Activation.Relu, "The non-linearity between layers.");
}
