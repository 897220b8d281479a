using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed;

/// <summary>Reductions whose results lie side by side: over the leading axes (the gradient of a bias), or over a middle one.</summary>
internal static unsafe class ReduceColumns
{
    // Fewer rows would make the totals as much work as the elements.
    private const int FewestRows = 16;

    /// <summary>y = formula over the elements of each result; the innermost kept axis has stride 1, one axis is reduced.</summary>
    public static void Run<TFormula>(WorkerPool pool, TFormula formula, float* x, float* y, in ReductionPlan plan)
        where TFormula : unmanaged, IReductionFormula
    {
        var columns = plan.Kept.Inner;
        var work = new Work<TFormula>
        {
            Formula = formula,
            X = x,
            Y = y,
            Plan = plan,
            RowsPerPiece = Math.Max(FewestRows, Grid.Rows(columns)),
        };
        work.Pieces = Math.Max(1, Grid.Chunks(plan.Reduced.Inner, work.RowsPerPiece));
        var totals = plan.Kept.Rows * work.Pieces * columns;
        work.Totals = work.Pieces > 1 ? (float*)WorkerPool.Scratch(totals * sizeof(float)) : y;
        // Small blocks are gathered into one chunk.
        work.UnitsPerChunk = Grid.Rows((long)Math.Min(plan.Reduced.Inner, work.RowsPerPiece) * columns);
        work.Units = plan.Kept.Rows * work.Pieces;
        Grid.Run(pool, work, Grid.Chunks(work.Units, work.UnitsPerChunk));

        var merge = new MergePieces<TFormula>
        {
            Formula = formula,
            Totals = work.Totals,
            Y = y,
            Pieces = work.Pieces,
            Columns = columns,
            Count = plan.ElementsPerResult,
        };
        Grid.Run(pool, merge, checked((int)plan.Kept.Rows));
    }

    private struct Work<TFormula> : ILaneWork
        where TFormula : unmanaged, IReductionFormula
    {
        public TFormula Formula;
        public float* X,
            Y,
            Totals;
        public ReductionPlan Plan;
        public int Pieces,
            RowsPerPiece,
            UnitsPerChunk;
        public long Units;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TLanes>(int chunk)
            where TLanes : struct, ILanes<TLanes>
        {
            var columns = Plan.Kept.Inner;
            var stride = Plan.Reduced.InnerStride(0);
            var end = Math.Min(Units, (chunk + 1L) * UnitsPerChunk);
            for (var unit = (long)chunk * UnitsPerChunk; unit < end; unit++)
            {
                var (block, piece) = Math.DivRem(unit, Pieces);
                var firstRow = piece * RowsPerPiece;
                var rows = (int)Math.Min(RowsPerPiece, Plan.Reduced.Inner - firstRow);
                var x = X + Plan.Kept.At(block).Offset[1] + (firstRow * stride);
                var totals = Totals + (unit * columns);
                var column = 0;
                for (; column <= columns - (4 * TLanes.Count); column += 4 * TLanes.Count)
                {
                    Wide<TLanes>(x + column, stride, rows, totals + column);
                }

                for (; column <= columns - TLanes.Count; column += TLanes.Count)
                {
                    Narrow<TLanes>(x + column, stride, rows, TLanes.Count).Store(totals + column);
                }

                if (column < columns)
                {
                    Narrow<TLanes>(x + column, stride, rows, columns - column).StorePartial(totals + column, columns - column);
                }
            }
        }

        // Four neighbouring vectors of columns.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private readonly void Wide<TLanes>(float* x, long stride, int rows, float* totals)
            where TLanes : struct, ILanes<TLanes>
        {
            TLanes t0 = TLanes.Of(Formula.Start),
                t1 = t0,
                t2 = t0,
                t3 = t0;
            for (var row = 0; row < rows; row++, x += stride)
            {
                t0 = Formula.Step(t0, TLanes.Load(x));
                t1 = Formula.Step(t1, TLanes.Load(x + TLanes.Count));
                t2 = Formula.Step(t2, TLanes.Load(x + (2 * TLanes.Count)));
                t3 = Formula.Step(t3, TLanes.Load(x + (3 * TLanes.Count)));
            }

            t0.Store(totals);
            t1.Store(totals + TLanes.Count);
            t2.Store(totals + (2 * TLanes.Count));
            t3.Store(totals + (3 * TLanes.Count));
        }

        // One vector of columns, perhaps not full.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private readonly TLanes Narrow<TLanes>(float* x, long stride, int rows, int width)
            where TLanes : struct, ILanes<TLanes>
        {
            var total = TLanes.Of(Formula.Start);
            if (width < TLanes.Count)
            {
                for (var row = 0; row < rows; row++, x += stride)
                {
                    total = Formula.Step(total, TLanes.LoadPartial(x, width, Formula.Start));
                }

                return total;
            }

            for (var row = 0; row < rows; row++, x += stride)
            {
                total = Formula.Step(total, TLanes.Load(x));
            }

            return total;
        }
    }

    // The pieces of a block of columns become one, in the order of their rows.
    private struct MergePieces<TFormula> : ILaneWork
        where TFormula : unmanaged, IReductionFormula
    {
        public TFormula Formula;
        public float* Totals,
            Y;
        public int Pieces,
            Columns;
        public long Count;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TLanes>(int block)
            where TLanes : struct, ILanes<TLanes>
        {
            var totals = Totals + ((long)block * Pieces * Columns);
            var y = Y + ((long)block * Columns);
            for (var column = 0; column < Columns; column += TLanes.Count)
            {
                var width = Math.Min(TLanes.Count, Columns - column);
                var total = TLanes.LoadPartial(totals + column, width, Formula.Start);
                for (var piece = 1; piece < Pieces; piece++)
                {
                    total = Formula.Merge(total, TLanes.LoadPartial(totals + ((long)piece * Columns) + column, width, Formula.Start));
                }

                total.StorePartial(y + column, width);
                for (var i = column; i < column + width; i++)
                {
                    y[i] = Formula.Finish(y[i], Count);
                }
            }
        }
    }
}
