namespace Decant.Engine.Kernels;

/// <summary>
/// Which element goes where when a tensor is transposed, sliced, expanded or put into a larger one: all of them are one
/// copy with strides. Operand 0 of the nest is the target, operand 1 the source.
/// </summary>
internal readonly struct MovePlan
{
    /// <summary>The loops over the elements that move.</summary>
    public readonly LoopNest Nest;

    /// <summary>First element written.</summary>
    public readonly long TargetOffset;

    /// <summary>First element read.</summary>
    public readonly long SourceOffset;

    private MovePlan(in LoopNest nest, long targetOffset = 0, long sourceOffset = 0) =>
        (Nest, TargetOffset, SourceOffset) = (nest.Collapse(), targetOffset, sourceOffset);

    /// <summary>Axis i of the target is axis <c>permutation[i]</c> of the source.</summary>
    /// <param name="sizes">Shape of the source.</param>
    /// <param name="permutation">Every axis once.</param>
    public static MovePlan Transpose(ReadOnlySpan<int> sizes, ReadOnlySpan<int> permutation)
    {
        Span<int> targetSizes = stackalloc int[LoopNest.MaxRank];
        Span<long> strides = stackalloc long[LoopNest.MaxRank];
        var source = LoopNest.Over(sizes).Dense();
        for (var axis = 0; axis < sizes.Length; axis++)
        {
            targetSizes[axis] = sizes[permutation[axis]];
            strides[axis] = source.Stride(0, permutation[axis]);
        }

        return new MovePlan(LoopNest.Over(targetSizes[..sizes.Length]).Dense().Strided(strides[..sizes.Length]));
    }

    /// <summary>Repeats the source along its axes of size 1 (and new leading axes) until it has the target's shape.</summary>
    public static MovePlan Expand(ReadOnlySpan<int> sizes, ReadOnlySpan<int> targetSizes) =>
        new(LoopNest.Over(targetSizes).Dense().Broadcast(sizes));

    /// <summary>Every <c>steps[i]</c>-th element from <c>starts[i]</c> on, along every axis.</summary>
    /// <param name="sizes">Shape of the source.</param>
    /// <param name="starts">First position along each axis.</param>
    /// <param name="steps">Distance between positions along each axis, negative for backwards.</param>
    /// <param name="targetSizes">How many positions are taken along each axis.</param>
    public static MovePlan Slice(ReadOnlySpan<int> sizes, ReadOnlySpan<int> starts, ReadOnlySpan<int> steps, ReadOnlySpan<int> targetSizes)
    {
        Span<long> strides = stackalloc long[LoopNest.MaxRank];
        var source = LoopNest.Over(sizes).Dense();
        long offset = 0;
        for (var axis = 0; axis < sizes.Length; axis++)
        {
            strides[axis] = source.Stride(0, axis) * steps[axis];
            offset += source.Stride(0, axis) * starts[axis];
        }

        return new MovePlan(LoopNest.Over(targetSizes).Dense().Strided(strides[..sizes.Length]), 0, offset);
    }

    /// <summary>
    /// Puts a slice back to where it came from: the inverse of <see cref="Slice"/>, which leaves the rest of the target as it is.
    /// </summary>
    /// <param name="sizes">Shape of the target: what was sliced.</param>
    /// <param name="starts">First position along each axis of the target.</param>
    /// <param name="steps">Distance between positions along each axis of the target.</param>
    /// <param name="sliceSizes">Shape of the source: the slice.</param>
    public static MovePlan Unslice(ReadOnlySpan<int> sizes, ReadOnlySpan<int> starts, ReadOnlySpan<int> steps, ReadOnlySpan<int> sliceSizes)
    {
        Span<long> strides = stackalloc long[LoopNest.MaxRank];
        var target = LoopNest.Over(sizes).Dense();
        long offset = 0;
        for (var axis = 0; axis < sizes.Length; axis++)
        {
            strides[axis] = target.Stride(0, axis) * steps[axis];
            offset += target.Stride(0, axis) * starts[axis];
        }

        return new MovePlan(LoopNest.Over(sliceSizes).Strided(strides[..sizes.Length]).Dense(), offset);
    }

    /// <summary>Puts the source inside a larger target, or the part of it that negative padding leaves.</summary>
    /// <param name="sizes">Shape of the source.</param>
    /// <param name="begins">Positions before the source along each axis of the target; negative cuts.</param>
    /// <param name="targetSizes">Shape of the target.</param>
    public static MovePlan Pad(ReadOnlySpan<int> sizes, ReadOnlySpan<int> begins, ReadOnlySpan<int> targetSizes)
    {
        Span<int> common = stackalloc int[LoopNest.MaxRank];
        Span<long> targetStrides = stackalloc long[LoopNest.MaxRank],
            sourceStrides = stackalloc long[LoopNest.MaxRank];
        LoopNest target = LoopNest.Over(targetSizes).Dense(),
            source = LoopNest.Over(sizes).Dense();
        long targetOffset = 0,
            sourceOffset = 0;
        for (var axis = 0; axis < sizes.Length; axis++)
        {
            var (first, end) = (Math.Max(0, begins[axis]), Math.Min(targetSizes[axis], begins[axis] + sizes[axis]));
            common[axis] = Math.Max(0, end - first);
            (targetStrides[axis], sourceStrides[axis]) = (target.Stride(0, axis), source.Stride(0, axis));
            targetOffset += first * targetStrides[axis];
            sourceOffset += (first - begins[axis]) * sourceStrides[axis];
        }

        var nest = LoopNest.Over(common[..sizes.Length]).Strided(targetStrides[..sizes.Length]).Strided(sourceStrides[..sizes.Length]);
        return new MovePlan(nest, targetOffset, sourceOffset);
    }

    /// <summary>One part of a concatenation: a dense source goes into the target from a position along an axis on.</summary>
    /// <param name="part">The source, seen from the axis.</param>
    /// <param name="position">Where the source starts along the target's axis.</param>
    /// <param name="targetSize">Size of the target's axis.</param>
    public static MovePlan Concat(AlongAxis part, int position, int targetSize) =>
        new(Block(part).Strided([targetSize * part.Inner, 1]).Dense(), position * part.Inner);

    /// <summary>One part of a split: the inverse of <see cref="Concat"/>.</summary>
    /// <param name="part">The target, seen from the axis.</param>
    /// <param name="position">Where the part starts along the source's axis.</param>
    /// <param name="sourceSize">Size of the source's axis.</param>
    public static MovePlan Split(AlongAxis part, int position, int sourceSize) =>
        new(Block(part).Dense().Strided([sourceSize * part.Inner, 1]), 0, position * part.Inner);

    private static LoopNest Block(AlongAxis part) => LoopNest.Over([checked((int)part.Outer), checked((int)(part.Size * part.Inner))]);
}
