using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed;

/// <summary>Norms of blocks of parameters or gradients.</summary>
internal static unsafe class Norms
{
    /// <summary>Σ x²: in float within a chunk, in double from chunk to chunk.</summary>
    public static double SumOfSquares(WorkerPool pool, float* x, long count)
    {
        var chunks = Grid.Chunks(count, Grid.Elements);
        var totals = (float*)WorkerPool.Scratch(Math.Max(1, chunks) * sizeof(float));
        Grid.Run(
            pool,
            new Work
            {
                X = x,
                Totals = totals,
                Count = count,
            },
            chunks
        );
        var sum = 0.0;
        for (var chunk = 0; chunk < chunks; chunk++)
        {
            sum += totals[chunk];
        }

        return sum;
    }

    /// <summary>x ← factor · x.</summary>
    public static void Scale(WorkerPool pool, float* x, long count, double factor) =>
        Unary.Run(pool, new Times((float)factor), x, x, count);

    private readonly struct Times(float factor) : IUnaryFormula
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLanes Apply<TLanes>(TLanes x)
            where TLanes : struct, ILanes<TLanes> => x * TLanes.Of(factor);
    }

    private struct Work : ILaneWork
    {
        public float* X,
            Totals;
        public long Count;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TLanes>(int chunk)
            where TLanes : struct, ILanes<TLanes>
        {
            var x = X + ((long)chunk * Grid.Elements);
            var count = (int)Math.Min(Grid.Elements, Count - ((long)chunk * Grid.Elements));
            TLanes even = TLanes.Of(0),
                odd = even;
            var i = 0;
            for (; i <= count - (2 * TLanes.Count); i += 2 * TLanes.Count)
            {
                var (a, b) = (TLanes.Load(x + i), TLanes.Load(x + i + TLanes.Count));
                even = TLanes.MultiplyAdd(a, a, even);
                odd = TLanes.MultiplyAdd(b, b, odd);
            }

            for (; i < count; i += TLanes.Count)
            {
                var rest = TLanes.LoadPartial(x + i, Math.Min(TLanes.Count, count - i), 0);
                even = TLanes.MultiplyAdd(rest, rest, even);
            }

            Totals[chunk] = (even + odd).Sum();
        }
    }
}
