using Decant.Options;

namespace Decant.Recipes.Vocabulary;

/// <summary>Options of <c>resnet</c>.</summary>
internal static class ResNetOptions
{
    public static readonly Option<int> Depth = Option.WholeNumber("depth", 20, "Layers with weights: three stages of n blocks of two, the first layer and the head.", atLeast: 8, atMost: 1202, unit: "layers", must: new("6n + 2: 8, 14, 20, 32, 44, 56, 110", depth => depth % 6 == 2));
    public static readonly Option<double> Width = Option.Number("width", 1, "Factor on the 16, 32 and 64 channels of the stages.", atLeast: 0.0625, atMost: 16, unit: "factor");
    public static readonly Option<ResNetShortcut> Shortcut = Option.Choice<ResNetShortcut>("shortcut", ResNetShortcut.Projection, "What a block adds where its width or size changes.");
}
