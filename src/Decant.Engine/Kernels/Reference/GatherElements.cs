using System.Numerics;

namespace Decant.Engine.Kernels.Reference;

/// <summary>
/// y[…, j, …] = x[…, indices[…, j, …], …] along one axis, all other positions equal. x and the indices have one rank;
/// off the axis the indices may be smaller than x.
/// </summary>
internal static unsafe class GatherElements
{
    /// <summary>Takes elements along an axis.</summary>
    /// <param name="x">Source.</param>
    /// <param name="indices">Positions along the axis, negative ones from the end.</param>
    /// <param name="y">Target, shaped like the indices.</param>
    /// <param name="sizes">Shape of x.</param>
    /// <param name="indexSizes">Shape of the indices.</param>
    /// <param name="axis">The axis, 0 or more.</param>
    /// <exception cref="DecantException">An index is outside the axis.</exception>
    public static void Run<T, TIndex>(T* x, TIndex* indices, T* y, ReadOnlySpan<int> sizes, ReadOnlySpan<int> indexSizes, int axis)
        where T : unmanaged
        where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        var source = LoopNest.Over(sizes).Dense();
        var nest = LoopNest.Over(indexSizes).Dense();
        var count = Count(indexSizes);
        for (long i = 0; i < count; i++)
        {
            y[i] = x[Place("GatherElements", indices, i, nest, source, axis)];
        }
    }

    /// <summary>
    /// The gradient, and ScatterElements with reduction "add": dx[…, indices[…, j, …], …] += dy[…, j, …]. The caller fills dx with zeros,
    /// or with what is added to.
    /// </summary>
    /// <param name="dy">What is added, shaped like the indices.</param>
    /// <param name="indices">Positions along the axis, negative ones from the end.</param>
    /// <param name="dx">What is added to.</param>
    /// <param name="sizes">Shape of dx.</param>
    /// <param name="indexSizes">Shape of the indices.</param>
    /// <param name="axis">The axis, 0 or more.</param>
    /// <exception cref="DecantException">An index is outside the axis.</exception>
    public static void ScatterAdd<T, TIndex>(T* dy, TIndex* indices, T* dx, ReadOnlySpan<int> sizes, ReadOnlySpan<int> indexSizes, int axis)
        where T : unmanaged, INumber<T>
        where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        var source = LoopNest.Over(sizes).Dense();
        var nest = LoopNest.Over(indexSizes).Dense();
        var count = Count(indexSizes);
        for (long i = 0; i < count; i++)
        {
            dx[Place("ScatterElements", indices, i, nest, source, axis)] += dy[i];
        }
    }

    /// <summary>
    /// ScatterElements: target[…, indices[…, j, …], …] = formula(itself, updates[…, j, …]), update after update. The caller fills the
    /// target first.
    /// </summary>
    /// <param name="formula">Joins an element with an update.</param>
    /// <param name="updates">Shaped like the indices.</param>
    /// <param name="indices">Positions along the axis, negative ones from the end.</param>
    /// <param name="target">What is changed.</param>
    /// <param name="sizes">Shape of the target.</param>
    /// <param name="indexSizes">Shape of the indices.</param>
    /// <param name="axis">The axis, 0 or more.</param>
    /// <exception cref="DecantException">An index is outside the axis.</exception>
    public static void Scatter<T, TIndex, TFormula>(
        TFormula formula,
        T* updates,
        TIndex* indices,
        T* target,
        ReadOnlySpan<int> sizes,
        ReadOnlySpan<int> indexSizes,
        int axis
    )
        where T : unmanaged
        where TIndex : unmanaged, IBinaryInteger<TIndex>
        where TFormula : struct, IBinaryFormula<T, T>
    {
        var nestOfTarget = LoopNest.Over(sizes).Dense();
        var nest = LoopNest.Over(indexSizes).Dense();
        var count = Count(indexSizes);
        for (long i = 0; i < count; i++)
        {
            var place = Place("ScatterElements", indices, i, nest, nestOfTarget, axis);
            target[place] = formula.Apply(target[place], updates[i]);
        }
    }

    private static long Count(ReadOnlySpan<int> sizes)
    {
        long count = 1;
        foreach (var size in sizes)
        {
            count *= size;
        }

        return count;
    }

    private static long Place<TIndex>(string operation, TIndex* indices, long index, in LoopNest nest, in LoopNest source, int axis)
        where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        var place = GatherIndex.Resolve(operation, indices[index], source.Sizes[axis]) * source.Stride(0, axis);
        for (var other = nest.Rank - 1; other >= 0; other--)
        {
            (index, var position) = Math.DivRem(index, nest.Sizes[other]);
            place += other == axis ? 0 : position * source.Stride(0, other);
        }

        return place;
    }
}
