using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using Decant.Engine;
using Decant.Engine.Graphs;

namespace Decant.Data.Arrays;

/// <summary>
/// NumPy's file of one array: eight bytes of magic and version, the length of a header, the header (type, order and shape as a Python
/// literal, padded to 64 bytes), the elements. Versions 1 to 3 differ in the length's size and the header's encoding alone. Format:
/// numpy.lib.format.
/// </summary>
internal static partial class NpyFile
{
    private const int Alignment = 64;
    private static readonly byte[] s_magic = [0x93, .. "NUMPY"u8];

    /// <summary>Reads an array of float32, float64, int32, int64 or uint8 in C order.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="path">What to call it.</param>
    /// <exception cref="DecantException">The file is damaged, or holds another type or order.</exception>
    public static Tensor Read(ReadOnlySpan<byte> bytes, string path)
    {
        if (!bytes.StartsWith(s_magic))
        {
            throw new DecantException(
                $"array '{path}': expected a file of NumPy's, and it does not begin as one. Write it with numpy.save."
            );
        }

        var version = bytes.Length > s_magic.Length ? bytes[s_magic.Length] : 0;
        var lengthSize = version switch
        {
            1 => 2,
            2 or 3 => 4,
            _ => throw new DecantException(
                $"array '{path}': expected version 1, 2 or 3 of NumPy's format, received {version}. Write it with numpy.save."
            ),
        };
        var start = s_magic.Length + 2 + lengthSize;
        var length =
            bytes.Length < start ? long.MaxValue
            : lengthSize == 2 ? BinaryPrimitives.ReadUInt16LittleEndian(bytes[(start - 2)..])
            : BinaryPrimitives.ReadUInt32LittleEndian(bytes[(start - 4)..]);
        if (length > bytes.Length - start)
        {
            throw new DecantException($"array '{path}': the file ends inside its header. Write or copy it again.");
        }

        var end = start + (int)length;
        return Elements(Encoding.UTF8.GetString(bytes[start..end]), bytes[end..], path);
    }

    /// <summary>The file of a Float64 array, version 1.</summary>
    public static byte[] Bytes(Tensor array)
    {
        var sizes = array.Dimensions.ToArray();
        var shape = sizes.Length == 1 ? $"({sizes[0]},)" : $"({string.Join(", ", sizes)})";
        var header = string.Create(CultureInfo.InvariantCulture, $"{{'descr': '<f8', 'fortran_order': False, 'shape': {shape}, }}");
        var start = s_magic.Length + 4;
        header = header.PadRight(((start + header.Length + 1 + Alignment - 1) / Alignment * Alignment) - start - 1) + "\n";
        var length = new byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(length, checked((ushort)header.Length));
        return [.. s_magic, 1, 0, .. length, .. Encoding.ASCII.GetBytes(header), .. MemoryMarshal.AsBytes(array.Span<double>())];
    }

    private static Tensor Elements(string header, ReadOnlySpan<byte> elements, string path)
    {
        var (type, order, shape) = (TypeEntry().Match(header), OrderEntry().Match(header), ShapeEntry().Match(header));
        if (!order.Success || !shape.Success)
        {
            throw new DecantException(
                $"array '{path}': expected a header with type, order and shape, received '{header.Trim()}'. Write it with numpy.save."
            );
        }

        if (order.Groups[1].Value == "True")
        {
            throw new DecantException(
                $"array '{path}': expected rows one after the other (C order), received columns (Fortran order). "
                    + $"Save numpy.ascontiguousarray(array)."
            );
        }

        var sizes = shape.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var dimensions = new int[sizes.Length];
        long count = 1;
        for (var axis = 0; axis < sizes.Length; axis++)
        {
            if (
                !int.TryParse(sizes[axis], NumberStyles.None, CultureInfo.InvariantCulture, out dimensions[axis])
                || (count *= dimensions[axis]) > int.MaxValue
            )
            {
                throw new DecantException(
                    $"array '{path}': expected sizes of at most {int.MaxValue} elements in all, received "
                        + $"({string.Join(", ", sizes)}). Save a part of the array."
                );
            }
        }

        var elementType = ElementTypeOf(type.Groups[1].Value, path);
        var expected = count * elementType.Size();
        if (elements.Length != expected)
        {
            throw new DecantException(
                $"array '{path}': expected {expected} bytes for [{string.Join(", ", dimensions)}], received "
                    + $"{elements.Length}: the file is {(elements.Length < expected ? "cut off" : "too long")}. Write or "
                    + $"copy it again."
            );
        }

        var array = new Tensor(elementType, dimensions);
        elements.CopyTo(array.Bytes());
        return array;
    }

    private static ElementType ElementTypeOf(string type, string path) =>
        type switch
        {
            "<f4" => ElementType.Float32,
            "<f8" => ElementType.Float64,
            "<i4" => ElementType.Int32,
            "<i8" => ElementType.Int64,
            "|u1" => ElementType.UInt8,
            _ => throw new DecantException(
                $"array '{path}': expected float32, float64, int32, int64 or uint8, little-endian, received "
                    + $"{Described(type)}. Save array.astype('<f8'), or '<i8' for labels."
            ),
        };

    private static string Described(string type) =>
        type switch
        {
            "<f2" => "float16 ('<f2')",
            "|b1" => "bool ('|b1')",
            "" => "a structured type",
            ['>', ..] => $"big-endian '{type}'",
            [_, 'c', ..] => $"complex '{type}'",
            [_, 'O', ..] => $"Python objects ('{type}')",
            _ => $"'{type}'",
        };

    [GeneratedRegex("'descr'\\s*:\\s*'([^']*)'")]
    private static partial Regex TypeEntry();

    [GeneratedRegex("'fortran_order'\\s*:\\s*(True|False)")]
    private static partial Regex OrderEntry();

    [GeneratedRegex("'shape'\\s*:\\s*\\(([^)]*)\\)")]
    private static partial Regex ShapeEntry();
}
