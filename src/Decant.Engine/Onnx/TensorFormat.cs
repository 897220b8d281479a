using System.Buffers.Binary;
using Decant.Engine.Graphs;
using Decant.Engine.Onnx.Format;
using Google.Protobuf;

namespace Decant.Engine.Onnx;

/// <summary>ONNX's tensors (<c>TensorProto</c>) and ours. Numbers are stored in files with the lowest byte first.</summary>
internal static class TensorFormat
{
    private const int External = 1;

    /// <summary>Reads a tensor. Nothing is allocated before the file was found to hold as many numbers as its sizes say.</summary>
    /// <param name="proto">The tensor as the file has it.</param>
    /// <param name="external">Where data outside the model is found.</param>
    /// <exception cref="DecantException">The element type cannot be held, or sizes and data do not fit together.</exception>
    public static Tensor Read(TensorProto proto, ExternalData external)
    {
        try
        {
            var type = OnnxElementType.Read(proto.DataType);
            var sizes = Sizes(proto);
            var count = sizes.Aggregate(1L, (product, size) => checked(product * size));
            if (proto.DataLocation == External)
            {
                return FromBytes(external.Read(proto, OnnxElementType.BytesOf(proto.DataType, count)), proto.DataType, type, sizes, count);
            }

            return proto.RawData.Length > 0
                ? FromBytes(proto.RawData.Span, proto.DataType, type, sizes, count)
                : FromNumbers(proto, type, sizes, count);
        }
        catch (Exception problem) when (problem is DecantException or OverflowException)
        {
            var sentence = problem is DecantException ? problem.Message : "its sizes multiply to more than can be held.";
            throw new DecantException($"tensor '{proto.Name}' of sizes [{string.Join(", ", proto.Dims.Take(16))}]: {sentence}", problem);
        }
    }

    /// <summary>Writes a tensor.</summary>
    public static TensorProto Write(string name, Tensor tensor)
    {
        var bytes = tensor.Bytes().ToArray();
        SwapOnBigEndian(bytes, tensor.Type.Size());
        return new TensorProto
        {
            Name = name,
            DataType = (int)tensor.Type,
            Dims = { tensor.Dimensions.ToArray().Select(size => (long)size) },
            RawData = UnsafeByteOperations.UnsafeWrap(bytes),
        };
    }

    private static int[] Sizes(TensorProto proto)
    {
        const int mostAxes = 64;
        return proto.Dims.Count <= mostAxes && proto.Dims.All(size => size is >= 0 and <= int.MaxValue)
            ? [.. proto.Dims.Select(size => (int)size)]
            : throw new DecantException($"expected at most {mostAxes} sizes from 0 to {int.MaxValue}.");
    }

    private static Tensor FromBytes(ReadOnlySpan<byte> bytes, int code, ElementType type, int[] sizes, long count)
    {
        if (OnnxElementType.BytesOf(code, count) != bytes.Length)
        {
            throw Mismatch(count, code, $"{bytes.Length} bytes");
        }

        var tensor = new Tensor(type, sizes);
        if (OnnxElementType.IsWidened(code))
        {
            return Widened(bytes, code, tensor);
        }

        bytes.CopyTo(tensor.Bytes());
        SwapOnBigEndian(tensor.Bytes(), type.Size());
        if (type == ElementType.Bool)
        {
            foreach (ref var truth in tensor.Bytes())
            {
                truth = (byte)(truth == 0 ? 0 : 1);
            }
        }

        return tensor;
    }

    // Of elements that share a byte the first has the lowest bits.
    private static Tensor Widened(ReadOnlySpan<byte> bytes, int code, Tensor tensor)
    {
        var packed = OnnxElementType.PackedBits(code);
        var wide = code is OnnxElementType.Float16 or OnnxElementType.BFloat16;
        for (var i = 0; i < tensor.Count; i++)
        {
            var bits =
                packed > 0 ? bytes[(int)((long)i * packed / 8)] >> (i * packed % 8) & ((1 << packed) - 1)
                : wide ? BinaryPrimitives.ReadUInt16LittleEndian(bytes[(2 * i)..])
                : bytes[i];
            Set(tensor, i, OnnxElementType.Decode(code, bits));
        }

        return tensor;
    }

    private static void Set(Tensor tensor, int i, float number)
    {
        switch (tensor.Type)
        {
            case ElementType.Float32:
                tensor.Span<float>()[i] = number;
                break;
            case ElementType.Int8:
                tensor.Span<sbyte>()[i] = (sbyte)number;
                break;
            default:
                tensor.Bytes()[i] = (byte)number;
                break;
        }
    }

    private static Tensor FromNumbers(TensorProto proto, ElementType type, int[] sizes, long count)
    {
        if (OnnxElementType.PackedBits(proto.DataType) > 0)
        {
            return FromBytes([.. proto.Int32Data.Select(bits => (byte)bits)], proto.DataType, type, sizes, count);
        }

        return proto.DataType switch
        {
            var code when OnnxElementType.IsWidened(code) => Filled(proto.Int32Data, bits => OnnxElementType.Decode(code, bits)),
            _ => type switch
            {
                ElementType.Float32 => Filled(proto.FloatData, number => number),
                ElementType.Float64 => Filled(proto.DoubleData, number => number),
                ElementType.Int64 => Filled(proto.Int64Data, number => number),
                ElementType.Int32 => Filled(proto.Int32Data, number => number),
                ElementType.UInt64 => Filled(proto.Uint64Data, number => number),
                ElementType.UInt32 => Filled(proto.Uint64Data, number => (uint)number),
                ElementType.Int16 => Filled(proto.Int32Data, number => (short)number),
                ElementType.UInt16 => Filled(proto.Int32Data, number => (ushort)number),
                ElementType.UInt8 => Filled(proto.Int32Data, number => (byte)number),
                ElementType.Int8 => Filled(proto.Int32Data, number => (sbyte)number),
                _ => Filled(proto.Int32Data, number => number != 0),
            },
        };

        Tensor Filled<TStored, T>(IReadOnlyList<TStored> numbers, Func<TStored, T> convert)
            where T : unmanaged
        {
            if (numbers.Count != count)
            {
                throw Mismatch(count, proto.DataType, $"{numbers.Count} numbers");
            }

            var tensor = new Tensor(type, sizes);
            var elements = tensor.Span<T>();
            for (var i = 0; i < elements.Length; i++)
            {
                elements[i] = convert(numbers[i]);
            }

            return tensor;
        }
    }

    private static DecantException Mismatch(long count, int code, string found) =>
        new($"expected {count} elements of type {OnnxElementType.NameOf(code)}, the file holds {found}. It is damaged or was cut short.");

    private static void SwapOnBigEndian(Span<byte> bytes, int width)
    {
        if (!BitConverter.IsLittleEndian)
        {
            for (var i = 0; i < bytes.Length; i += width)
            {
                bytes.Slice(i, width).Reverse();
            }
        }
    }
}
