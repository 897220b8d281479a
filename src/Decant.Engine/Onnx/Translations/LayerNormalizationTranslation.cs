using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>
/// LayerNormalization: (x − mean) / √(variance + epsilon) · scale + bias, all over the axes from the given one on; mean and 1/deviation are
/// outputs too.
/// </summary>
internal sealed class LayerNormalizationTranslation() : ReadOnlyTranslation("LayerNormalization", 2, 3)
{
    /// <inheritdoc/>
    public override void Read(NodeReader node)
    {
        node.Int("stash_type", 1); // the precision inside, which is the input's here
        var axes = Standardized.From(node[0], node[0].Shape.Axis(node.Int("axis", -1)));
        var (y, mean, inverse) = Standardized.Of(node[0], axes, node.Float("epsilon", 1e-5));
        var scaled = y * node[1];
        node.Give(node.Has(2) ? scaled + node[2] : scaled);
        node.Give(mean!, 1);
        node.Give(inverse, 2);
    }
}
