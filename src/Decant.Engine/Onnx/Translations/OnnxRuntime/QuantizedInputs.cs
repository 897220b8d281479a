using Decant.Engine.Graphs;

namespace Decant.Engine.Onnx.Translations.OnnxRuntime;

/// <summary>Inputs that come as three: whole numbers, their scale, their zero point (0 where it is absent).</summary>
internal static class QuantizedInputs
{
    /// <summary>The numbers that an input means.</summary>
    /// <param name="node">The node.</param>
    /// <param name="input">The place of the whole numbers; scale and zero point come next.</param>
    /// <param name="axis">The axis that several scales belong to.</param>
    public static Value Meant(NodeReader node, int input, int axis = 0)
    {
        var x = node[input];
        return QuantizedScale.Dequantize(
            x,
            QuantizedScale.Spread(node[input + 1], x, axis, 0),
            node.Has(input + 2) ? QuantizedScale.Spread(node[input + 2], x, axis, 0) : null
        );
    }

    /// <summary>
    /// Numbers quantised with a scale and, next to it, a zero point, to the type of the zero point, or to that of the first input where it
    /// is absent.
    /// </summary>
    /// <param name="node">The node.</param>
    /// <param name="y">The numbers.</param>
    /// <param name="scale">The place of the scale.</param>
    /// <param name="like">The type without a zero point.</param>
    public static Value Again(NodeReader node, Value y, int scale, ElementType like) =>
        QuantizedScale.Quantize(
            y,
            QuantizedScale.Spread(node[scale], y, 0, 0),
            node.Has(scale + 1) ? QuantizedScale.Spread(node[scale + 1], y, 0, 0) : null,
            node.Has(scale + 1) ? node[scale + 1].Type : like
        );
}
