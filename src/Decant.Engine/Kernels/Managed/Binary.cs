using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed;

/// <summary>y[i] = formula(a[i], b[i]).</summary>
internal static unsafe class Binary
{
    /// <summary>Applies a formula to the pairs of two tensors of one shape. y may be a or b.</summary>
    public static void Run<TFormula>(WorkerPool pool, TFormula formula, float* a, float* b, float* y, long count)
        where TFormula : unmanaged, IBinaryFormula =>
        Grid.Run(pool, new Work<TFormula> { Formula = formula, A = a, B = b, Y = y, Count = count }, Grid.Chunks(count, Grid.Elements));

    /// <summary>Applies a formula with broadcasting.</summary>
    /// <param name="pool">Threads.</param>
    /// <param name="formula">The formula.</param>
    /// <param name="a">Left operand.</param>
    /// <param name="b">Right operand.</param>
    /// <param name="y">Result; may be the operand whose shape is the result's.</param>
    /// <param name="nest">Operands y, a, b in this order, collapsed; y is dense.</param>
    public static void Run<TFormula>(WorkerPool pool, TFormula formula, float* a, float* b, float* y, in LoopNest nest)
        where TFormula : unmanaged, IBinaryFormula
    {
        if (nest.Rank == 1 && nest.InnerStride(1) == 1 && nest.InnerStride(2) == 1)
        {
            Run(pool, formula, a, b, y, nest.Inner);
            return;
        }

        var work = new BroadcastWork<TFormula> { Formula = formula, A = a, B = b, Y = y, Nest = nest, Rows = nest.Rows };
        (work.SegmentsPerRow, work.RowsPerChunk) = (Grid.Chunks(nest.Inner, Grid.Elements), Grid.Rows(nest.Inner));
        // One long row is cut into segments, many short rows are gathered.
        Grid.Run(pool, work, work.SegmentsPerRow > 1 ? checked((int)(nest.Rows * work.SegmentsPerRow)) : Grid.Chunks(nest.Rows, work.RowsPerChunk));
    }

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

    private struct Work<TFormula> : ILaneWork
        where TFormula : unmanaged, IBinaryFormula
    {
        public TFormula Formula;
        public float* A, B, Y;
        public long Count;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TLanes>(int chunk)
            where TLanes : struct, ILanes<TLanes>
        {
            var start = (long)chunk * Grid.Elements;
            Row<TLanes, TFormula>(Formula, A + start, 1, B + start, 1, Y + start, (int)Math.Min(Grid.Elements, Count - start));
        }
    }

    private struct BroadcastWork<TFormula> : ILaneWork
        where TFormula : unmanaged, IBinaryFormula
    {
        public TFormula Formula;
        public float* A, B, Y;
        public LoopNest Nest;
        public long Rows;
        public int SegmentsPerRow, RowsPerChunk;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TLanes>(int chunk)
            where TLanes : struct, ILanes<TLanes>
        {
            var (strideA, strideB) = (Nest.InnerStride(1), Nest.InnerStride(2));
            if (SegmentsPerRow > 1)
            {
                var (whole, segment) = Math.DivRem(chunk, SegmentsPerRow);
                var offset = Nest.At(whole).Offset;
                var start = segment * Grid.Elements;
                Row<TLanes, TFormula>(
                    Formula, A + offset[1] + (start * strideA), strideA, B + offset[2] + (start * strideB), strideB,
                    Y + offset[0] + start, Math.Min(Grid.Elements, Nest.Inner - start));
                return;
            }

            var row = (long)chunk * RowsPerChunk;
            var end = Math.Min(Rows, row + RowsPerChunk);
            var axis = Nest.Rank - 2;
            while (row < end)
            {
                // Rows that differ along one axis only: a plain double loop.
                var cursor = Nest.At(row);
                var run = axis < 0 ? 1 : Math.Min(end - row, Nest.Sizes[axis] - cursor.Position[axis]);
                float* a = A + cursor.Offset[1], b = B + cursor.Offset[2], y = Y + cursor.Offset[0];
                var (stepY, stepA, stepB) = axis < 0 ? (0L, 0L, 0L) : (Nest.Stride(0, axis), Nest.Stride(1, axis), Nest.Stride(2, axis));
                for (long i = 0; i < run; i++, a += stepA, b += stepB, y += stepY)
                {
                    Row<TLanes, TFormula>(Formula, a, strideA, b, strideB, y, Nest.Inner);
                }

                row += run;
            }
        }
    }
}
