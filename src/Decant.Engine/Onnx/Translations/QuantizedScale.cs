using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>Scales and zero points of quantised numbers, which are for the whole tensor, for an axis, or for blocks along it.</summary>
internal static class QuantizedScale
{
    /// <summary>The smallest and largest number of a type of quantised numbers, in the words of the file.</summary>
    public static (double Lowest, double Highest) RangeOf(int code) =>
        code switch
        {
            OnnxElementType.UInt4 => (0, 15),
            OnnxElementType.Int4 => (-8, 7),
            OnnxElementType.UInt2 => (0, 3),
            OnnxElementType.Int2 => (-2, 1),
            _ => RangeOf(OnnxElementType.Read(code)),
        };

    /// <summary>The smallest and largest number of a type of quantised numbers.</summary>
    public static (double Lowest, double Highest) RangeOf(ElementType type) =>
        type switch
        {
            ElementType.UInt8 => (byte.MinValue, byte.MaxValue),
            ElementType.Int8 => (sbyte.MinValue, sbyte.MaxValue),
            ElementType.UInt16 => (ushort.MinValue, ushort.MaxValue),
            ElementType.Int16 => (short.MinValue, short.MaxValue),
            ElementType.Int32 => (int.MinValue, int.MaxValue),
            _ => throw new DecantException($"numbers are not quantised to {type}; known: uint8, int8, uint16, int16, int32."),
        };

    /// <summary>Scales or zero points, ready to be broadcast against x.</summary>
    /// <param name="numbers">One number, one for each place of the axis, or one for each block.</param>
    /// <param name="x">What is quantised.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="block">Size of a block along the axis; 0 for none.</param>
    public static Value Spread(Value numbers, Value x, int axis, int block)
    {
        if (block > 0)
        {
            var repeated = numbers
                .Unsqueeze(axis + 1)
                .BroadcastTo(new Shape([.. numbers.Shape.Take(axis + 1), block, .. numbers.Shape.Skip(axis + 1)]));
            return repeated
                .Reshape(new Shape(numbers.Shape.Select((size, i) => i == axis ? size * block : size)))
                .Slice(axis, 0, x.Shape[axis].Size);
        }

        return numbers.Shape.Elements == 1
            ? numbers.Reshape(Shape.Scalar)
            : numbers.Reshape(new Shape(x.Shape.Select((_, i) => i == axis ? numbers.Shape.Elements : 1)));
    }

    /// <summary>y = round(x / scale) + zero point, within the range of the type.</summary>
    public static Value Quantize(Value x, Value scale, Value? zeroPoint, ElementType type) => Quantize(x, scale, zeroPoint, (int)type);

    /// <summary>y = round(x / scale) + zero point, within the range of the file's type; of floats the nearest.</summary>
    /// <param name="x">The numbers.</param>
    /// <param name="scale">What one step means.</param>
    /// <param name="zeroPoint">What 0 is quantised to; 0 where it is null.</param>
    /// <param name="code">ONNX's number for the type.</param>
    /// <param name="saturate">Whether numbers beyond the largest float become the largest, instead of infinite or NaN.</param>
    public static Value Quantize(Value x, Value scale, Value? zeroPoint, int code, bool saturate = true)
    {
        if (SmallFloat.Of(code) is not null)
        {
            return NarrowCast.To(zeroPoint is null ? x / scale : (x / scale) + zeroPoint.Cast(x.Type), code, saturate);
        }

        var ((lowest, highest), type) = (RangeOf(code), OnnxElementType.Read(code));
        var rounded = (x / scale).Round();
        return (zeroPoint is null ? rounded : rounded + zeroPoint.Cast(x.Type)).Clip(lowest, highest).Cast(type);
    }

    /// <summary>y = (x − zero point) · scale.</summary>
    public static Value Dequantize(Value x, Value scale, Value? zeroPoint)
    {
        var number = x.Cast(scale.Type);
        return (zeroPoint is null ? number : number - zeroPoint.Cast(scale.Type)) * scale;
    }
}
