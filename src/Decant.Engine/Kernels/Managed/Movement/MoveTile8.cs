using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Decant.Engine.Kernels.Managed;

/// <summary>Transposes 8 × 8 elements of four bytes in registers.</summary>
internal static unsafe class MoveTile8
{
    /// <summary>to[h, w] = from[w, h]. Pairs, then pairs of pairs, then halves change places.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Turn(float* from, long fromStride, float* to, long toStride)
    {
        Quarter(from, fromStride, out var a0, out var a1, out var a2, out var a3);
        Quarter(from + (4 * fromStride), fromStride, out var b0, out var b1, out var b2, out var b3);
        const byte Lower = 0x20,
            Upper = 0x31;
        Avx.Permute2x128(a0, b0, Lower).Store(to);
        Avx.Permute2x128(a1, b1, Lower).Store(to + toStride);
        Avx.Permute2x128(a2, b2, Lower).Store(to + (2 * toStride));
        Avx.Permute2x128(a3, b3, Lower).Store(to + (3 * toStride));
        Avx.Permute2x128(a0, b0, Upper).Store(to + (4 * toStride));
        Avx.Permute2x128(a1, b1, Upper).Store(to + (5 * toStride));
        Avx.Permute2x128(a2, b2, Upper).Store(to + (6 * toStride));
        Avx.Permute2x128(a3, b3, Upper).Store(to + (7 * toStride));
    }

    // Four rows of eight: each half of the registers becomes a turned 4 × 4 block.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Quarter(
        float* from,
        long stride,
        out Vector256<float> t0,
        out Vector256<float> t1,
        out Vector256<float> t2,
        out Vector256<float> t3
    )
    {
        Vector256<float> r0 = Vector256.Load(from),
            r1 = Vector256.Load(from + stride);
        Vector256<float> r2 = Vector256.Load(from + (2 * stride)),
            r3 = Vector256.Load(from + (3 * stride));
        Vector256<double> low01 = Avx.UnpackLow(r0, r1).AsDouble(),
            high01 = Avx.UnpackHigh(r0, r1).AsDouble();
        Vector256<double> low23 = Avx.UnpackLow(r2, r3).AsDouble(),
            high23 = Avx.UnpackHigh(r2, r3).AsDouble();
        t0 = Avx.UnpackLow(low01, low23).AsSingle();
        t1 = Avx.UnpackHigh(low01, low23).AsSingle();
        t2 = Avx.UnpackLow(high01, high23).AsSingle();
        t3 = Avx.UnpackHigh(high01, high23).AsSingle();
    }
}
