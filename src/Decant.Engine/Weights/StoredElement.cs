using Decant.Engine.Graphs;

namespace Decant.Engine.Weights;

/// <summary>How one number is stored in a weight file, lowest byte first.</summary>
/// <param name="Name">What the safetensors format calls it.</param>
/// <param name="Width">Bytes of one number in the file.</param>
/// <param name="Type">What it becomes here; 16-bit floats are widened.</param>
internal sealed record StoredElement(string Name, int Width, ElementType Type)
{
    /// <summary>16-bit IEEE 754 number.</summary>
    public static StoredElement Float16 { get; } = new("F16", 2, ElementType.Float32);

    /// <summary>The upper half of a 32-bit number.</summary>
    public static StoredElement BFloat16 { get; } = new("BF16", 2, ElementType.Float32);

    /// <summary>Bytes without a meaning of their own, and 8-bit unsigned integers.</summary>
    public static StoredElement UInt8 { get; } = new("U8", 1, ElementType.UInt8);

    /// <summary>All that can be read.</summary>
    public static IReadOnlyList<StoredElement> All { get; } =
    [
        new("F64", 8, ElementType.Float64),
        new("F32", 4, ElementType.Float32),
        Float16,
        BFloat16,
        new("I64", 8, ElementType.Int64),
        new("I32", 4, ElementType.Int32),
        new("I16", 2, ElementType.Int16),
        new("I8", 1, ElementType.Int8),
        new("U64", 8, ElementType.UInt64),
        new("U32", 4, ElementType.UInt32),
        new("U16", 2, ElementType.UInt16),
        UInt8,
        new("BOOL", 1, ElementType.Bool),
    ];

    /// <summary>The element of a name.</summary>
    /// <exception cref="DecantException">No tensor can hold it.</exception>
    public static StoredElement Find(string name) =>
        All.FirstOrDefault(element => element.Name == name)
        ?? throw new DecantException(
            $"the element type {Shortened(name)} cannot be held; these can: "
                + $"{string.Join(", ", All.Select(element => element.Name))}. Save the tensor as one of them."
        );

    private static string Shortened(string name) => name.Length <= 32 ? name : $"{name[..32]}…";
}
