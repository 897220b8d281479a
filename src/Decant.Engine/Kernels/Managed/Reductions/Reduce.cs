using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed;

/// <summary>
/// Reductions over any set of axes. How one result is cut into pieces, and the order in which they are put together,
/// depends on its own elements only, never on how many results there are.
/// </summary>
internal static unsafe class Reduce
{
    /// <summary>y = formula over the elements of each result.</summary>
    public static void Run<TFormula>(WorkerPool pool, TFormula formula, float* x, float* y, in ReductionPlan plan)
        where TFormula : unmanaged, IReductionFormula
    {
        if (plan.Reduced.InnerStride(0) == 1)
        {
            ReduceRuns.Run(pool, formula, x, y, plan);
        }
        else if (plan.Kept.InnerStride(1) == 1 && plan.Reduced.Rank == 1)
        {
            ReduceColumns.Run(pool, formula, x, y, plan);
        }
        else
        {
            var results = plan.Kept.Rows * plan.Kept.Inner;
            var perChunk = Grid.Rows(plan.ElementsPerResult);
            Grid.Run(
                pool,
                new Scattered<TFormula>
                {
                    Formula = formula,
                    X = x,
                    Y = y,
                    Plan = plan,
                    Results = results,
                    PerChunk = perChunk,
                },
                Grid.Chunks(results, perChunk)
            );
        }
    }

    /// <summary>One number out of the lanes: neighbours at a distance of half the rest are merged until one is left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Fold<TLanes, TFormula>(TFormula formula, TLanes total)
        where TLanes : struct, ILanes<TLanes>
        where TFormula : unmanaged, IReductionFormula
    {
        var lanes = stackalloc float[TLanes.Count];
        total.Store(lanes);
        for (var half = TLanes.Count / 2; half > 0; half /= 2)
        {
            for (var i = 0; i < half; i++)
            {
                lanes[i] = Merge(formula, lanes[i], lanes[i + half]);
            }
        }

        return lanes[0];
    }

    /// <summary>Two totals as one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Merge<TFormula>(TFormula formula, float a, float b)
        where TFormula : unmanaged, IReductionFormula
    {
        float total;
        formula.Merge(Lanes1.Of(a), Lanes1.Of(b)).Store(&total);
        return total;
    }

    // Neither the elements of a result nor the results are neighbours in memory: one element at a time.
    private struct Scattered<TFormula> : ILaneWork
        where TFormula : unmanaged, IReductionFormula
    {
        public TFormula Formula;
        public float* X,
            Y;
        public ReductionPlan Plan;
        public long Results;
        public int PerChunk;

        public readonly void Run<TLanes>(int chunk)
            where TLanes : struct, ILanes<TLanes>
        {
            var end = Math.Min(Results, (chunk + 1L) * PerChunk);
            for (var result = (long)chunk * PerChunk; result < end; result++)
            {
                var (row, i) = Math.DivRem(result, Plan.Kept.Inner);
                var first = X + Plan.Kept.At(row).Offset[1] + (i * Plan.Kept.InnerStride(1));
                float total;
                One(first).Store(&total);
                Y[result] = Formula.Finish(total, Plan.ElementsPerResult);
            }
        }

        private readonly Lanes1 One(float* first)
        {
            var total = Lanes1.Of(Formula.Start);
            var cursor = Plan.Reduced.At(0);
            for (long row = 0; row < Plan.Reduced.Rows; row++, Plan.Reduced.Next(ref cursor))
            {
                for (long i = 0; i < Plan.Reduced.Inner; i++)
                {
                    total = Formula.Step(total, Lanes1.Load(first + cursor.Offset[0] + (i * Plan.Reduced.InnerStride(0))));
                }
            }

            return total;
        }
    }
}
