using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>DynamicQuantizeLinear: to uint8, with the scale that spans the numbers and 0, and the zero point that 0 then has.</summary>
internal sealed class DynamicQuantizeLinearTranslation() : ReadOnlyTranslation("DynamicQuantizeLinear", 1, 1)
{
    /// <inheritdoc/>
    public override void Read(NodeReader node)
    {
        var (numbers, scale, zeroPoint) = Quantized(node[0]);
        node.Give(numbers);
        node.Give(scale, 1);
        node.Give(zeroPoint, 2);
    }

    /// <summary>The whole numbers, their scale and their zero point.</summary>
    public static (Value Numbers, Value Scale, Value ZeroPoint) Quantized(Value x)
    {
        var zero = x.Constant(0);
        var (lowest, highest) = (x.ReduceMin().Min(zero), x.ReduceMax().Max(zero));
        var range = highest - lowest;
        var scale = range.IsEqualTo(zero).Where(x.Constant(1), range / byte.MaxValue); // only zeros: any scale gives them back
        var zeroPoint = (-lowest / scale).Clip(byte.MinValue, byte.MaxValue).Round().Cast(ElementType.UInt8);
        return (QuantizedScale.Quantize(x, scale, zeroPoint, ElementType.UInt8), scale, zeroPoint);
    }
}
