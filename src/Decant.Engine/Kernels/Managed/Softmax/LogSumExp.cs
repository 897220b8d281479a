using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed;

/// <summary>y = ln Σ eˣ = max + ln Σ e^(x − max).</summary>
internal static unsafe class LogSumExp
{
    /// <summary>Reduces over a set of axes: fast over the last one.</summary>
    public static void Run(WorkerPool pool, float* x, float* y, in ReductionPlan plan)
    {
        if (plan.Kept.Rank != 1 || plan.Reduced.Rank != 1 || plan.Reduced.InnerStride(0) != 1)
        {
            Reference.Reduce.LogSumExp(x, y, plan);
            return;
        }

        var work = new Work
        {
            X = x,
            Y = y,
            Rows = plan.Kept.Inner,
            Stride = plan.Kept.InnerStride(1),
            Size = plan.Reduced.Inner,
        };
        work.RowsPerChunk = Grid.Rows(4L * work.Size);
        Grid.Run(pool, work, Grid.Chunks(work.Rows, work.RowsPerChunk));
    }

    private struct Work : ILaneWork
    {
        public float* X,
            Y;
        public long Rows,
            Stride;
        public int Size,
            RowsPerChunk;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TLanes>(int chunk)
            where TLanes : struct, ILanes<TLanes>
        {
            var end = Math.Min(Rows, (chunk + 1L) * RowsPerChunk);
            for (var row = (long)chunk * RowsPerChunk; row < end; row++)
            {
                var x = X + (row * Stride);
                var largest = SoftmaxRow.Largest<TLanes>(x, Size);
                // An infinite maximum is the answer itself; subtracting it would make NaN.
                Y[row] = float.IsInfinity(largest) ? largest : largest + MathF.Log(SoftmaxRow.SumOfExp<TLanes>(x, Size, largest));
            }
        }
    }
}
