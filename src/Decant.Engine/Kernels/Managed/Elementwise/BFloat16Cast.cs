using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Decant.Engine.Graphs;

namespace Decant.Engine.Kernels.Managed;

/// <summary>
/// float32 to bfloat16 and back. To the nearest, of two equally near ones the even: bits + 0x7FFF + the lowest bit that stays, without the
/// lower half. NaN stays NaN.
/// </summary>
internal static unsafe class BFloat16Cast
{
    /// <summary>y[i] = the bfloat16 nearest to x[i].</summary>
    public static void Narrow(WorkerPool pool, float* x, BFloat16* y, long count) => Run<float, BFloat16, Narrowing>(pool, x, y, count);

    /// <summary>y[i] = x[i].</summary>
    public static void Widen(WorkerPool pool, BFloat16* x, float* y, long count) => Run<BFloat16, float, Widening>(pool, x, y, count);

    /// <summary>y[i] = the number nearest to x[i] that bfloat16 holds. y may be x.</summary>
    public static void Round(WorkerPool pool, float* x, float* y, long count) => Run<float, float, Rounding>(pool, x, y, count);

    private static void Run<TFrom, TTo, TConversion>(WorkerPool pool, TFrom* x, TTo* y, long count)
        where TFrom : unmanaged
        where TTo : unmanaged
        where TConversion : unmanaged, IConversion<TFrom, TTo>
    {
        var work = new Work<TFrom, TTo, TConversion>
        {
            X = x,
            Y = y,
            Count = count,
        };
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

    private interface IConversion<TFrom, TTo>
        where TFrom : unmanaged
        where TTo : unmanaged
    {
        static abstract TTo One(TFrom x);

        /// <summary>Sixteen elements.</summary>
        static abstract void Sixteen(TFrom* x, TTo* y);
    }

    private struct Narrowing : IConversion<float, BFloat16>
    {
        public static BFloat16 One(float x) => (BFloat16)x;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Sixteen(float* x, BFloat16* y) =>
            Vector256.Narrow(Nearest(Vector256.Load(x)) >>> 16, Nearest(Vector256.Load(x + 8)) >>> 16).Store((ushort*)y);
    }

    private struct Widening : IConversion<BFloat16, float>
    {
        public static float One(BFloat16 x) => x;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Sixteen(BFloat16* x, float* y)
        {
            var (low, high) = Vector256.Widen(Vector256.Load((ushort*)x));
            (low << 16).AsSingle().Store(y);
            (high << 16).AsSingle().Store(y + 8);
        }
    }

    private struct Rounding : IConversion<float, float>
    {
        public static float One(float x) => (BFloat16)x;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Sixteen(float* x, float* y)
        {
            (Nearest(Vector256.Load(x)) & Vector256.Create(0xFFFF0000u)).AsSingle().Store(y);
            (Nearest(Vector256.Load(x + 8)) & Vector256.Create(0xFFFF0000u)).AsSingle().Store(y + 8);
        }
    }

    private struct Work<TFrom, TTo, TConversion> : IChunkedWork
        where TFrom : unmanaged
        where TTo : unmanaged
        where TConversion : unmanaged, IConversion<TFrom, TTo>
    {
        public TFrom* X;
        public TTo* Y;
        public long Count;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run(int chunk)
        {
            var end = Math.Min(Count, (chunk + 1L) * Grid.Elements);
            var i = (long)chunk * Grid.Elements;
            for (; i <= end - 16; i += 16)
            {
                TConversion.Sixteen(X + i, Y + i);
            }

            for (; i < end; i++)
            {
                Y[i] = TConversion.One(X[i]);
            }
        }
    }
}
