using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>QuantizeLinear: y = round(x / scale) + zero point, cut to the range of the quantised type.</summary>
internal sealed class QuantizeLinearTranslation() : FormulaTranslation("QuantizeLinear", 2, 3)
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node)
    {
        var (x, block) = (node[0].Cast(node[1].Type.IsFloat() ? node[1].Type : ElementType.Float32), (int)node.Int("block_size", 0));
        node.Int("precision", 0); // the precision inside, which is 32 bits here
        var axis = (int)node.Int("axis", 1);
        axis += axis < 0 ? x.Shape.Rank : 0;
        var given = (int)node.Int("output_dtype", 0);
        var type =
            node.Has(2) ? node.TypeOf(2)
            : given > 0 ? given
            : (int)ElementType.UInt8;
        return QuantizedScale.Quantize(
            x,
            QuantizedScale.Spread(node[1].Cast(x.Type), x, axis, block),
            node.Has(2) ? QuantizedScale.Spread(node[2], x, axis, block) : null,
            type,
            node.Flag("saturate", true)
        );
    }
}
