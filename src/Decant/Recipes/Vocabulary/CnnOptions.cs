using Decant.Options;

namespace Decant.Recipes.Vocabulary;

/// <summary>Options of <c>cnn</c>.</summary>
internal static class CnnOptions
{
    public static readonly Option<ValueList<int>> Channels = Option.WholeNumbers("channels", [16, 32, 64], "Channels of each block; every block halves height and width.", atLeast: 1, atMost: 4096, unit: "channels");
    public static readonly Option<double> Dropout = Option.Number("dropout", 0, "Share of the last features that is silenced at random in every step.", atLeast: 0, below: 1, unit: "share");
    public static readonly Option<Activation> Activation = Option.Choice<Activation>("activation", Vocabulary.Activation.Relu, "The non-linearity behind each convolution.");
}
