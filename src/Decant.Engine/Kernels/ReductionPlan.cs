namespace Decant.Engine.Kernels;

/// <summary>The loops of a reduction: the outer nest visits the results, the inner nest the elements that make one.</summary>
internal readonly struct ReductionPlan
{
    /// <summary>Over the kept axes. Operand 0: the results, dense. Operand 1: the first element that belongs to a result.</summary>
    public readonly LoopNest Kept;

    /// <summary>Over the reduced axes. Operand 0: the elements of one result, relative to its first.</summary>
    public readonly LoopNest Reduced;

    private ReductionPlan(LoopNest kept, LoopNest reduced) => (Kept, Reduced) = (kept, reduced);

    /// <summary>Elements that make one result.</summary>
    public readonly long ElementsPerResult => Reduced.Rows * Reduced.Inner;

    /// <summary>
    /// Reduces over a set of axes (negative ones count from the end; none: the result is the input). Sizes of 1 that stay in the result's
    /// shape do not change its memory.
    /// </summary>
    public static ReductionPlan Over(ReadOnlySpan<int> sizes, ReadOnlySpan<int> axes)
    {
        uint reduced = 0;
        foreach (var axis in axes)
        {
            reduced |= 1u << (axis < 0 ? axis + sizes.Length : axis);
        }

        return Of(sizes, reduced);
    }

    /// <summary>The inverse of a broadcast: reduces over the axes along which a tensor of the target shape was repeated.</summary>
    public static ReductionPlan To(ReadOnlySpan<int> sizes, ReadOnlySpan<int> target)
    {
        uint reduced = 0;
        for (var i = 1; i <= sizes.Length; i++)
        {
            if (i > target.Length || (target[^i] == 1 && sizes[^i] != 1))
            {
                reduced |= 1u << (sizes.Length - i);
            }
        }

        return Of(sizes, reduced);
    }

    private static ReductionPlan Of(ReadOnlySpan<int> sizes, uint reduced)
    {
        Span<int> keptSizes = stackalloc int[LoopNest.MaxRank],
            reducedSizes = stackalloc int[LoopNest.MaxRank];
        Span<long> keptStrides = stackalloc long[LoopNest.MaxRank],
            reducedStrides = stackalloc long[LoopNest.MaxRank];
        int keptRank = 0,
            reducedRank = 0;
        var all = LoopNest.Over(sizes).Dense();
        for (var axis = 0; axis < sizes.Length; axis++)
        {
            if ((reduced >> axis & 1) == 0)
            {
                (keptSizes[keptRank], keptStrides[keptRank++]) = (sizes[axis], all.Stride(0, axis));
            }
            else
            {
                (reducedSizes[reducedRank], reducedStrides[reducedRank++]) = (sizes[axis], all.Stride(0, axis));
            }
        }

        return new ReductionPlan(
            LoopNest.Over(keptSizes[..keptRank]).Dense().Strided(keptStrides[..keptRank]).Collapse(),
            LoopNest.Over(reducedSizes[..reducedRank]).Strided(reducedStrides[..reducedRank]).Collapse()
        );
    }
}
