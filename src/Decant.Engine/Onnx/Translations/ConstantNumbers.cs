using Decant.Engine.Graphs;

namespace Decant.Engine.Onnx.Translations;

/// <summary>The numbers of a constant of any element type.</summary>
internal static class ConstantNumbers
{
    /// <summary>All of them, last axis fastest; truth values are 0 and 1.</summary>
    public static double[] Of(Tensor tensor) =>
        tensor.Type switch
        {
            ElementType.Float32 => All<float>(tensor),
            ElementType.Float64 => All<double>(tensor),
            ElementType.Int64 => All<long>(tensor),
            ElementType.Int32 => All<int>(tensor),
            ElementType.Int16 => All<short>(tensor),
            ElementType.Int8 => All<sbyte>(tensor),
            ElementType.UInt64 => All<ulong>(tensor),
            ElementType.UInt32 => All<uint>(tensor),
            ElementType.UInt16 => All<ushort>(tensor),
            _ => [.. tensor.Bytes().ToArray().Select(number => (double)number)],
        };

    /// <summary>A list of numbers as another element type.</summary>
    public static Tensor As(ElementType type, ReadOnlySpan<double> numbers, params ReadOnlySpan<int> sizes)
    {
        var tensor = new Tensor(type, sizes);
        for (var i = 0; i < numbers.Length; i++)
        {
            Set(tensor, i, numbers[i]);
        }

        return tensor;
    }

    /// <summary>A list of numbers made by counting.</summary>
    /// <param name="type">The element type.</param>
    /// <param name="count">How many, 0 or more.</param>
    /// <param name="number">The number at a place.</param>
    public static Tensor Counted(ElementType type, int count, Func<int, double> number)
    {
        var tensor = new Tensor(type, count);
        if (type == ElementType.Float32)
        {
            var floats = tensor.Span<float>();
            for (var i = 0; i < count; i++)
            {
                floats[i] = (float)number(i);
            }

            return tensor;
        }

        for (var i = 0; i < count; i++)
        {
            Set(tensor, i, number(i));
        }

        return tensor;
    }

    private static void Set(Tensor tensor, int i, double number)
    {
        switch (tensor.Type)
        {
            case ElementType.Float32:
                tensor.Span<float>()[i] = (float)number;
                break;
            case ElementType.Float64:
                tensor.Span<double>()[i] = number;
                break;
            case ElementType.Int64:
                tensor.Span<long>()[i] = (long)number;
                break;
            case ElementType.Int32:
                tensor.Span<int>()[i] = (int)number;
                break;
            case ElementType.Int16:
                tensor.Span<short>()[i] = (short)number;
                break;
            case ElementType.Int8:
                tensor.Span<sbyte>()[i] = (sbyte)number;
                break;
            case ElementType.UInt64:
                tensor.Span<ulong>()[i] = (ulong)number;
                break;
            case ElementType.UInt32:
                tensor.Span<uint>()[i] = (uint)number;
                break;
            case ElementType.UInt16:
                tensor.Span<ushort>()[i] = (ushort)number;
                break;
            default:
                tensor.Bytes()[i] = (byte)number;
                break;
        }
    }

    private static double[] All<T>(Tensor tensor)
        where T : unmanaged, System.Numerics.INumber<T> => [.. tensor.Span<T>().ToArray().Select(double.CreateChecked)];
}
