using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed;

/// <summary>y[i] = formula(a[i], b[i]).</summary>
internal static unsafe class Binary
{
    /// <summary>Applies a formula to the pairs of two tensors of one shape. y may be a or b.</summary>
    public static void Run<TFormula>(WorkerPool pool, TFormula formula, float* a, float* b, float* y, long count)
        where TFormula : unmanaged, IBinaryFormula => All(pool, new PairWork<TFormula> { Formula = formula }, a, b, y, count);

    /// <summary>Applies a formula with broadcasting.</summary>
    /// <param name="pool">Threads.</param>
    /// <param name="formula">The formula.</param>
    /// <param name="a">Left operand.</param>
    /// <param name="b">Right operand.</param>
    /// <param name="y">Result; may be the operand whose shape is the result's.</param>
    /// <param name="nest">Operands y, a, b in this order, collapsed; y is dense.</param>
    public static void Run<TFormula>(WorkerPool pool, TFormula formula, float* a, float* b, float* y, in LoopNest nest)
        where TFormula : unmanaged, IBinaryFormula =>
        All(pool, new BroadcastWork<TFormula> { Formula = formula, Nest = nest }, a, b, y, nest.Rows * nest.Inner);

    private static void All<TWork>(WorkerPool pool, TWork work, float* a, float* b, float* y, long count)
        where TWork : unmanaged, IElementwiseWork =>
        Grid.Run(
            pool,
            new ElementwisePart<TWork>
            {
                Work = work,
                A = a,
                B = b,
                Y = y,
                Count = count,
            },
            Grid.Chunks(count, Grid.Elements)
        );

    /// <summary>The innermost loop: each operand runs along or, with a stride of 0, stays.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Row<TLanes, TFormula>(TFormula formula, float* a, long strideA, float* b, long strideB, float* y, int count)
        where TLanes : struct, ILanes<TLanes>
        where TFormula : unmanaged, IBinaryFormula
    {
        var i = 0;
        var (fixedA, fixedB) = (TLanes.Of(*a), TLanes.Of(*b));
        if (strideA != 0 && strideB != 0)
        {
            for (; i <= count - TLanes.Count; i += TLanes.Count)
            {
                formula.Apply(TLanes.Load(a + i), TLanes.Load(b + i)).Store(y + i);
            }
        }
        else if (strideA != 0)
        {
            for (; i <= count - TLanes.Count; i += TLanes.Count)
            {
                formula.Apply(TLanes.Load(a + i), fixedB).Store(y + i);
            }
        }
        else
        {
            for (; i <= count - TLanes.Count; i += TLanes.Count)
            {
                formula.Apply(fixedA, strideB != 0 ? TLanes.Load(b + i) : fixedB).Store(y + i);
            }
        }

        if (i < count)
        {
            var lastA = strideA != 0 ? TLanes.LoadPartial(a + i, count - i, 1) : fixedA;
            var lastB = strideB != 0 ? TLanes.LoadPartial(b + i, count - i, 1) : fixedB;
            formula.Apply(lastA, lastB).StorePartial(y + i, count - i);
        }
    }

    /// <summary>Operands of one shape.</summary>
    public struct PairWork<TFormula> : IElementwiseWork
        where TFormula : unmanaged, IBinaryFormula
    {
        public TFormula Formula;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TLanes>(float* a, float* b, float* y, long start, int count)
            where TLanes : struct, ILanes<TLanes> => Row<TLanes, TFormula>(Formula, a + start, 1, b + start, 1, y + start, count);
    }

    /// <summary>Operands that broadcast to y.</summary>
    public struct BroadcastWork<TFormula> : IElementwiseWork
        where TFormula : unmanaged, IBinaryFormula
    {
        public TFormula Formula;

        /// <summary>Operands y, a, b in this order, collapsed; y is dense.</summary>
        public LoopNest Nest;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TLanes>(float* a, float* b, float* y, long start, int count)
            where TLanes : struct, ILanes<TLanes>
        {
            var (strideA, strideB, inner, axis) = (Nest.InnerStride(1), Nest.InnerStride(2), Nest.Inner, Nest.Rank - 2);
            while (count > 0)
            {
                var (row, column) = Math.DivRem(start, inner);
                var cursor = Nest.At(row);
                float* rowA = a + cursor.Offset[1] + (column * strideA),
                    rowB = b + cursor.Offset[2] + (column * strideB),
                    rowY = y + start;
                if (column > 0 || count < inner || axis < 0)
                {
                    // A row that began before or ends after the stretch.
                    var length = (int)Math.Min(inner - column, count);
                    Row<TLanes, TFormula>(Formula, rowA, strideA, rowB, strideB, rowY, length);
                    (start, count) = (start + length, count - length);
                    continue;
                }

                // Whole rows that differ along one axis only: a plain double loop.
                var rows = Math.Min(count / inner, Nest.Sizes[axis] - cursor.Position[axis]);
                for (var i = 0; i < rows; i++, rowA += Nest.Stride(1, axis), rowB += Nest.Stride(2, axis), rowY += inner)
                {
                    Row<TLanes, TFormula>(Formula, rowA, strideA, rowB, strideB, rowY, inner);
                }

                (start, count) = (start + ((long)rows * inner), count - (rows * inner));
            }
        }
    }
}
