using Decant.Engine.Graphs;

namespace Decant.Engine.Onnx;

/// <summary>ONNX's numbers for element types (<c>TensorProto.DataType</c>) and ours.</summary>
internal static class OnnxElementType
{
    /// <summary>16-bit IEEE 754 number.</summary>
    public const int Float16 = 10;

    /// <summary>The upper half of a 32-bit number.</summary>
    public const int BFloat16 = 16;

    /// <summary>4-bit unsigned integer, two in a byte.</summary>
    public const int UInt4 = 21;

    /// <summary>4-bit signed integer, two in a byte.</summary>
    public const int Int4 = 22;

    private static readonly string[] Names =
    [
        "undefined", "float", "uint8", "int8", "uint16", "int16", "int32", "int64", "string", "bool", "float16", "double", "uint32", "uint64",
        "complex64", "complex128", "bfloat16", "float8e4m3fn", "float8e4m3fnuz", "float8e5m2", "float8e5m2fnuz", "uint4", "int4", "float4e2m1",
        "float8e8m0",
    ];

    /// <summary>What ONNX calls an element type.</summary>
    public static string NameOf(int code) => code >= 0 && code < Names.Length ? Names[code] : $"number {code}";

    /// <summary>Whether two elements share a byte.</summary>
    public static bool IsHalfByte(int code) => code is UInt4 or Int4;

    /// <summary>Bytes of so many elements in a file.</summary>
    public static long BytesOf(int code, long count) => IsHalfByte(code) ? (count + 1) / 2 : checked(count * (code is Float16 or BFloat16 ? 2 : Read(code).Size()));

    /// <summary>The element type that values of a file get here; 16-bit floats and 4-bit integers are widened.</summary>
    /// <exception cref="DecantException">No tensor can hold this type.</exception>
    public static ElementType Read(int code) => code is Float16 or BFloat16 ? ElementType.Float32
        : code == UInt4 ? ElementType.UInt8 : code == Int4 ? ElementType.Int8
        : Enum.IsDefined((ElementType)code) ? (ElementType)code
        : throw new UnsupportedException(NameOf(code), $"the element type {NameOf(code)} cannot be held; these can: "
            + $"{string.Join(", ", Enum.GetValues<ElementType>().Where(type => type != ElementType.BFloat16).Select(type => NameOf((int)type)))}, float16, bfloat16, uint4, int4.");
}
