using System.Numerics;
using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed;

/// <summary>y = keep(i) ? x / (1 − ratio) : 0. The gradient is the same map of dy.</summary>
internal static unsafe class Dropout
{
    // Random words that wait on the stack.
    private const int Batch = 256;

    /// <summary>Drops elements of x, or of the incoming gradient.</summary>
    /// <param name="pool">Threads.</param>
    /// <param name="x">Input.</param>
    /// <param name="y">Output; may be x.</param>
    /// <param name="kept">Out: whether each element was kept; null when no one asks.</param>
    /// <param name="count">Number of elements.</param>
    /// <param name="mask">Which elements are kept.</param>
    public static void Run(WorkerPool pool, float* x, float* y, bool* kept, long count, DropoutMask mask)
    {
        var work = new Work
        {
            X = x,
            Y = y,
            Kept = kept,
            Count = count,
            Mask = mask,
        };
        pool.Run(ref work, Grid.Chunks(count, Grid.Elements));
    }

    private struct Work : IChunkedWork
    {
        public float* X,
            Y;
        public bool* Kept;
        public long Count;
        public DropoutMask Mask;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run(int chunk)
        {
            var words = stackalloc uint[Batch];
            var end = Math.Min(Count, (chunk + 1L) * Grid.Elements);
            for (var start = (long)chunk * Grid.Elements; start < end; start += Batch)
            {
                DropoutWords.Fill(words, (ulong)start / 4, Batch / 4, Mask);
                var count = (int)Math.Min(Batch, end - start);
                Drop(words, X + start, Y + start, count);
                for (var i = 0; Kept is not null && i < count; i++)
                {
                    Kept[start + i] = words[i] >= Mask.Threshold;
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private readonly void Drop(uint* words, float* x, float* y, int count)
        {
            var scale = (float)Mask.Scale;
            var threshold = new Vector<uint>(Mask.Threshold);
            var i = 0;
            for (; i <= count - Vector<float>.Count; i += Vector<float>.Count)
            {
                var keep = Vector.GreaterThanOrEqual(Vector.Load(words + i), threshold);
                Vector.ConditionalSelect(Vector.As<uint, float>(keep), Vector.Load(x + i) * scale, Vector<float>.Zero).Store(y + i);
            }

            for (; i < count; i++)
            {
                y[i] = words[i] >= Mask.Threshold ? x[i] * scale : 0;
            }
        }
    }
}
