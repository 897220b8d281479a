using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Decant.Engine.Graphs;

namespace Decant.Engine.Kernels.Managed;

/// <summary>
/// float32 to bfloat16 and back. To the nearest, of two equally near ones the even: bits + 0x7FFF + the lowest bit that stays, without the lower half. NaN stays NaN.
/// </summary>
internal static unsafe class BFloat16Cast
{
    /// <summary>y[i] = the bfloat16 nearest to x[i].</summary>
    public static void Narrow(WorkerPool pool, float* x, BFloat16* y, long count)
    {
        var work = new NarrowWork { X = x, Y = (ushort*)y, Count = count };
        pool.Run(ref work, Grid.Chunks(count, Grid.Elements));
    }

    /// <summary>y[i] = x[i].</summary>
    public static void Widen(WorkerPool pool, BFloat16* x, float* y, long count)
    {
        var work = new WidenWork { X = (ushort*)x, Y = y, Count = count };
        pool.Run(ref work, Grid.Chunks(count, Grid.Elements));
    }

    /// <summary>y[i] = the number nearest to x[i] that bfloat16 holds. y may be x.</summary>
    public static void Round(WorkerPool pool, float* x, float* y, long count)
    {
        var work = new RoundWork { X = x, Y = y, Count = count };
        pool.Run(ref work, Grid.Chunks(count, Grid.Elements));
    }

    // The upper half of each element is the nearest bfloat16; the lower half is left over.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Nearest(Vector256<float> x)
    {
        var bits = x.AsUInt32();
        var rounded = bits + Vector256.Create(0x7FFFu) + ((bits >>> 16) & Vector256.Create(1u));
        return Vector256.ConditionalSelect(Vector256.Equals(x, x).AsUInt32(), rounded, bits | Vector256.Create(0x400000u));
    }

    private struct NarrowWork : IChunkedWork
    {
        public float* X;
        public ushort* Y;
        public long Count;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run(int chunk)
        {
            var end = Math.Min(Count, (chunk + 1L) * Grid.Elements);
            var i = (long)chunk * Grid.Elements;
            for (; i <= end - 16; i += 16)
            {
                Vector256.Narrow(Nearest(Vector256.Load(X + i)) >>> 16, Nearest(Vector256.Load(X + i + 8)) >>> 16).Store(Y + i);
            }

            for (; i < end; i++)
            {
                Y[i] = ((BFloat16)X[i]).Bits;
            }
        }
    }

    private struct WidenWork : IChunkedWork
    {
        public ushort* X;
        public float* Y;
        public long Count;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run(int chunk)
        {
            var end = Math.Min(Count, (chunk + 1L) * Grid.Elements);
            var i = (long)chunk * Grid.Elements;
            for (; i <= end - 16; i += 16)
            {
                var (low, high) = Vector256.Widen(Vector256.Load(X + i));
                (low << 16).AsSingle().Store(Y + i);
                (high << 16).AsSingle().Store(Y + i + 8);
            }

            for (; i < end; i++)
            {
                Y[i] = new BFloat16(X[i]);
            }
        }
    }

    private struct RoundWork : IChunkedWork
    {
        public float* X;
        public float* Y;
        public long Count;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run(int chunk)
        {
            var end = Math.Min(Count, (chunk + 1L) * Grid.Elements);
            var i = (long)chunk * Grid.Elements;
            for (; i <= end - 8; i += 8)
            {
                (Nearest(Vector256.Load(X + i)) & Vector256.Create(0xFFFF0000u)).AsSingle().Store(Y + i);
            }

            for (; i < end; i++)
            {
                Y[i] = (BFloat16)X[i];
            }
        }
    }
}
