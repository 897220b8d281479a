using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>
/// LRN: x / (bias + alpha/size · Σ x² over neighbouring channels)^beta (Krizhevsky 2012); the sum is a product with a band of ones.
/// </summary>
internal sealed class LRNTranslation() : FormulaTranslation("LRN", 1, 1)
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node)
    {
        var (x, size, channels) = (node[0], (int)node.Int("size"), node[0].Shape[1].Size);
        var (before, after) = ((size - 1) / 2, size / 2);
        var band = node.Counting(x.Type, checked(channels * channels), i =>
            (i % channels) - (i / channels) is var offset && offset >= -before && offset <= after ? 1 : 0
        );
        var flat = (x * x).Reshape(new Shape(x.Shape[0], channels, new Shape(x.Shape.Skip(2)).Elements));
        var sums = band.Reshape(new Shape(1, channels, channels)).MatMul(flat).Reshape(x.Shape);
        return x / ((sums * (node.Float("alpha", 0.0001) / size)) + node.Float("bias", 1)).Pow(node.Float("beta", 0.75));
    }
}
