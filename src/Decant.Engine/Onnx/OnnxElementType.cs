using Decant.Engine.Graphs;

namespace Decant.Engine.Onnx;

/// <summary>ONNX's numbers for element types (<c>TensorProto.DataType</c>) and ours.</summary>
internal static class OnnxElementType
{
    /// <summary>16-bit IEEE 754 number.</summary>
    public const int Float16 = 10;

    /// <summary>The upper half of a 32-bit number.</summary>
    public const int BFloat16 = 16;

    /// <summary>8-bit float: 4 bits of exponent, 3 of mantissa, no infinity.</summary>
    public const int Float8E4M3FN = 17;

    /// <summary>8-bit float: 4 bits of exponent, 3 of mantissa, no infinity and no −0.</summary>
    public const int Float8E4M3FNUZ = 18;

    /// <summary>8-bit float: 5 bits of exponent, 2 of mantissa.</summary>
    public const int Float8E5M2 = 19;

    /// <summary>8-bit float: 5 bits of exponent, 2 of mantissa, no infinity and no −0.</summary>
    public const int Float8E5M2FNUZ = 20;

    /// <summary>4-bit float: 2 bits of exponent, 1 of mantissa; two in a byte.</summary>
    public const int Float4E2M1 = 23;

    /// <summary>A power of two: 8 bits of exponent.</summary>
    public const int Float8E8M0 = 24;

    /// <summary>2-bit unsigned integer, four in a byte.</summary>
    public const int UInt2 = 25;

    /// <summary>2-bit signed integer, four in a byte.</summary>
    public const int Int2 = 26;

    /// <summary>4-bit unsigned integer, two in a byte.</summary>
    public const int UInt4 = 21;

    /// <summary>4-bit signed integer, two in a byte.</summary>
    public const int Int4 = 22;

    private static readonly string[] Names =
    [
        "undefined",
        "float",
        "uint8",
        "int8",
        "uint16",
        "int16",
        "int32",
        "int64",
        "string",
        "bool",
        "float16",
        "double",
        "uint32",
        "uint64",
        "complex64",
        "complex128",
        "bfloat16",
        "float8e4m3fn",
        "float8e4m3fnuz",
        "float8e5m2",
        "float8e5m2fnuz",
        "uint4",
        "int4",
        "float4e2m1",
        "float8e8m0",
        "uint2",
        "int2",
    ];

    /// <summary>ONNX's number for an element type that is named, as files until opset 5 do.</summary>
    /// <exception cref="DecantException">There is no such name.</exception>
    public static int CodeOf(string name) =>
        Array.IndexOf(Names, name.ToLowerInvariant()) is > 0 and var code
            ? code
            : throw new DecantException(NearestName.Explain("element type", name, Names[1..]) + ".");

    /// <summary>What ONNX calls an element type.</summary>
    public static string NameOf(int code) => code >= 0 && code < Names.Length ? Names[code] : $"number {code}";

    /// <summary>Bits of an element of which several share a byte; 0 for all others.</summary>
    public static int PackedBits(int code) =>
        code switch
        {
            UInt4 or Int4 or Float4E2M1 => 4,
            UInt2 or Int2 => 2,
            _ => 0,
        };

    /// <summary>The number that the bits of an element mean, where it is wider here than in the file.</summary>
    public static float Decode(int code, int bits) =>
        code switch
        {
            Float16 => (float)BitConverter.UInt16BitsToHalf((ushort)bits),
            BFloat16 => BitConverter.UInt32BitsToSingle((uint)(ushort)bits << 16),
            Float8E8M0 => (byte)bits == byte.MaxValue ? float.NaN : MathF.ScaleB(1, (byte)bits - 127),
            Int4 => (bits & 15 ^ 8) - 8, // the highest bit is the sign
            Int2 => (bits & 3 ^ 2) - 2,
            UInt4 => bits & 15,
            UInt2 => bits & 3,
            _ => SmallFloat.Of(code)!.Decode(bits),
        };

    /// <summary>Bytes of so many elements in a file.</summary>
    public static long BytesOf(int code, long count) =>
        PackedBits(code) is > 0 and var bits ? checked((count * bits) + 7) / 8 : checked(count * BytesOf(code));

    /// <summary>Whether elements are wider here than in the file.</summary>
    public static bool IsWidened(int code) =>
        PackedBits(code) > 0 || code is Float16 or BFloat16 or Float8E8M0 || SmallFloat.Of(code) is not null;

    private static int BytesOf(int code) =>
        code is Float16 or BFloat16 ? 2
        : IsWidened(code) ? 1
        : Read(code).Size();

    /// <summary>The element type that values of a file get here; small floats and integers are widened.</summary>
    /// <exception cref="DecantException">No tensor can hold this type.</exception>
    public static ElementType Read(int code) =>
        code is UInt4 or UInt2 ? ElementType.UInt8
        : code is Int4 or Int2 ? ElementType.Int8
        : IsWidened(code) ? ElementType.Float32
        : Enum.IsDefined((ElementType)code) ? (ElementType)code
        : throw new UnsupportedException(
            NameOf(code),
            $"the element type {NameOf(code)} cannot be held; these can: "
                + $"{string.Join(", ", Enum.GetValues<ElementType>().Where(type => type != ElementType.BFloat16).Select(type => NameOf((int)type)))}, "
                + $"{string.Join(", ", Enumerable.Range(0, Names.Length).Where(IsWidened).Select(NameOf))}."
        );
}
