namespace Decant.Engine.Kernels;

/// <summary>A dense tensor seen from one of its axes: everything before it, the axis, everything after it.</summary>
/// <param name="Outer">Product of the sizes before the axis.</param>
/// <param name="Size">Size of the axis.</param>
/// <param name="Inner">Product of the sizes after the axis: the axis's stride.</param>
internal readonly record struct AlongAxis(long Outer, int Size, long Inner)
{
    /// <summary>Number of elements.</summary>
    public long Count => Outer * Size * Inner;

    /// <summary>Element at a place along the axis.</summary>
    public long Offset(long outer, long position, long inner) => (((outer * Size) + position) * Inner) + inner;

    /// <summary>A shape seen from an axis; a negative axis counts from the end.</summary>
    public static AlongAxis Of(ReadOnlySpan<int> sizes, int axis)
    {
        axis = axis < 0 ? axis + sizes.Length : axis;
        long outer = 1,
            inner = 1;
        for (var i = 0; i < sizes.Length; i++)
        {
            outer *= i < axis ? sizes[i] : 1;
            inner *= i > axis ? sizes[i] : 1;
        }

        return new AlongAxis(outer, sizes[axis], inner);
    }
}
