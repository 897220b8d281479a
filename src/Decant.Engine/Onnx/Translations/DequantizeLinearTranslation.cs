using Decant.Engine.Graphs;

namespace Decant.Engine.Onnx.Translations;

/// <summary>DequantizeLinear: y = (x − zero point) · scale.</summary>
internal sealed class DequantizeLinearTranslation() : FormulaTranslation("DequantizeLinear", 2, 3)
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node)
    {
        var (x, block, axis) = (node[0], (int)node.Int("block_size", 0), (int)node.Int("axis", 1));
        axis += axis < 0 ? x.Shape.Rank : 0;
        node.Int("output_dtype", 0); // 16-bit floats are 32-bit floats here
        return QuantizedScale.Dequantize(
            x,
            QuantizedScale.Spread(node[1], x, axis, block),
            node.Has(2) ? QuantizedScale.Spread(node[2], x, axis, block) : null
        );
    }
}
