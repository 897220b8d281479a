using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed;

/// <summary>
/// Reductions whose elements lie side by side: over the last axis, over everything, over the images and pixels of a channel.
/// </summary>
internal static unsafe class ReduceRuns
{
    /// <summary>y = formula over the elements of each result; the innermost reduced axis has stride 1.</summary>
    public static void Run<TFormula>(WorkerPool pool, TFormula formula, float* x, float* y, in ReductionPlan plan)
        where TFormula : unmanaged, IReductionFormula
    {
        // A piece is some runs (rows of the reduced axes), or a segment of a single long one.
        var results = plan.Kept.Rows * plan.Kept.Inner;
        var runsPerPiece = Grid.Rows(plan.Reduced.Inner);
        var segments = Math.Max(1, Grid.Chunks(plan.Reduced.Inner, Grid.Elements));
        var pieces = Math.Max(1, Grid.Chunks(plan.Reduced.Rows, runsPerPiece)) * segments;
        var work = new Work<TFormula>
        {
            Formula = formula,
            X = x,
            Plan = plan,
            Pieces = pieces,
            Segments = segments,
            RunsPerPiece = runsPerPiece,
            Units = results * pieces,
        };
        work.UnitsPerChunk = pieces > 1 ? 1 : Grid.Rows(plan.ElementsPerResult);
        work.Totals = pieces > 1 ? (float*)WorkerPool.Scratch(results * pieces * sizeof(float)) : y;
        Grid.Run(pool, work, Grid.Chunks(results * pieces, work.UnitsPerChunk));
        for (long result = 0; result < results; result++)
        {
            var total = work.Totals[result * pieces];
            for (var piece = 1; piece < pieces; piece++)
            {
                total = Reduce.Merge(formula, total, work.Totals[(result * pieces) + piece]);
            }

            y[result] = formula.Finish(total, plan.ElementsPerResult);
        }
    }

    /// <summary>Total of a run; four totals side by side hide the latency of the addition.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Total<TLanes, TFormula>(TFormula formula, float* x, int count)
        where TLanes : struct, ILanes<TLanes>
        where TFormula : unmanaged, IReductionFormula
    {
        TLanes t0 = TLanes.Of(formula.Start),
            t1 = t0,
            t2 = t0,
            t3 = t0;
        var i = 0;
        for (; i <= count - (4 * TLanes.Count); i += 4 * TLanes.Count)
        {
            t0 = formula.Step(t0, TLanes.Load(x + i));
            t1 = formula.Step(t1, TLanes.Load(x + i + TLanes.Count));
            t2 = formula.Step(t2, TLanes.Load(x + i + (2 * TLanes.Count)));
            t3 = formula.Step(t3, TLanes.Load(x + i + (3 * TLanes.Count)));
        }

        for (; i <= count - TLanes.Count; i += TLanes.Count)
        {
            t0 = formula.Step(t0, TLanes.Load(x + i));
        }

        if (i < count)
        {
            // An element that equals the start changes no total.
            t1 = formula.Step(t1, TLanes.LoadPartial(x + i, count - i, formula.Start));
        }

        return formula.Merge(formula.Merge(t0, t1), formula.Merge(t2, t3));
    }

    private struct Work<TFormula> : ILaneWork
        where TFormula : unmanaged, IReductionFormula
    {
        public TFormula Formula;
        public float* X,
            Totals;
        public ReductionPlan Plan;
        public int Pieces,
            Segments,
            RunsPerPiece,
            UnitsPerChunk;
        public long Units;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TLanes>(int chunk)
            where TLanes : struct, ILanes<TLanes>
        {
            var end = Math.Min(Units, (chunk + 1L) * UnitsPerChunk);
            if (Pieces == 1 && Plan.Kept.Rank == 1 && Plan.Reduced.Rank == 1)
            {
                // Rows of a matrix, often many short ones: a cursor would take longer than their elements.
                for (var unit = (long)chunk * UnitsPerChunk; unit < end; unit++)
                {
                    var x = X + (unit * Plan.Kept.InnerStride(1));
                    Totals[unit] = Reduce.Fold(Formula, Total<TLanes, TFormula>(Formula, x, Plan.Reduced.Inner));
                }

                return;
            }

            for (var unit = (long)chunk * UnitsPerChunk; unit < end; unit++)
            {
                var (result, piece) = Math.DivRem(unit, Pieces);
                var (runs, segment) = Math.DivRem(piece, Segments);
                var (row, i) = Math.DivRem(result, Plan.Kept.Inner);
                var first = X + Plan.Kept.At(row).Offset[1] + (i * Plan.Kept.InnerStride(1)) + (segment * Grid.Elements);
                var count = (int)Math.Min(Grid.Elements, Plan.Reduced.Inner - (segment * Grid.Elements));
                var lastRun = Math.Min(Plan.Reduced.Rows, (runs + 1) * RunsPerPiece);
                var cursor = Plan.Reduced.At(runs * RunsPerPiece);
                var total = TLanes.Of(Formula.Start);
                for (var run = runs * RunsPerPiece; run < lastRun; run++, Plan.Reduced.Next(ref cursor))
                {
                    total = Formula.Merge(total, Total<TLanes, TFormula>(Formula, first + cursor.Offset[0], count));
                }

                Totals[unit] = Reduce.Fold(Formula, total);
            }
        }
    }
}
