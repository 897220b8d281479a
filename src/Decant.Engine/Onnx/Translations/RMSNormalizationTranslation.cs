using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>
/// RMSNormalization: x / √(mean of x² + epsilon) · scale over the axes from the given one on (Zhang, Sennrich 2019, arXiv:1910.07467). ONNX
/// Runtime's tools wrote it as SimplifiedLayerNormalization before the standard had it, with 1/deviation as an output.
/// </summary>
/// <param name="name">ONNX's name.</param>
internal sealed class RMSNormalizationTranslation(string name) : ReadOnlyTranslation(name, 2, 2)
{
    /// <inheritdoc/>
    public override void Read(NodeReader node)
    {
        node.Int("stash_type", 1); // the precision inside, which is the input's here
        var x = node[0];
        var (y, _, inverse) = Standardized.ByRootMeanSquare(
            x,
            Standardized.From(x, x.Shape.Axis(node.Int("axis", -1))),
            node.Float("epsilon", 1e-5)
        );
        node.Give(y * node[1]);
        node.Give(inverse, 1);
    }
}
