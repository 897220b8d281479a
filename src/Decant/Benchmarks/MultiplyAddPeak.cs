using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Decant.Engine.Kernels;

namespace Decant.Benchmarks;

/// <summary>The ceiling: multiply-adds on registers alone, the widest that are accelerated, on all threads of the pool.</summary>
internal struct MultiplyAddPeak : IChunkedWork
{
    private const int Rounds = 20_000;
    private const int Chains = 12;

    /// <summary>Floating-point operations of one chunk.</summary>
    public static double Operations => 2.0 * Rounds * Chains * Lanes;

    private static int Lanes => Vector512.IsHardwareAccelerated ? 16 : Vector256.IsHardwareAccelerated ? 8 : 4;

    /// <inheritdoc/>
    public readonly void Run(int chunk)
    {
        var sum = Vector512.IsHardwareAccelerated ? Loop512(Rounds, 0.999f)[0] : Vector256.IsHardwareAccelerated ? Loop256(Rounds, 0.999f)[0] : Loop128(Rounds, 0.999f)[0];
        if (float.IsNaN(sum))
        {
            throw new InvalidOperationException("The probe computed nonsense.");
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static Vector512<float> Loop512(int rounds, float factor)
    {
        var f = Vector512.Create(factor);
        Vector512<float> a = f, b = f, c = f, d = f, e = f, g = f, h = f, i = f, j = f, k = f, l = f, m = f;
        for (; rounds > 0; rounds--)
        {
            a = Vector512.MultiplyAddEstimate(a, f, f);
            b = Vector512.MultiplyAddEstimate(b, f, f);
            c = Vector512.MultiplyAddEstimate(c, f, f);
            d = Vector512.MultiplyAddEstimate(d, f, f);
            e = Vector512.MultiplyAddEstimate(e, f, f);
            g = Vector512.MultiplyAddEstimate(g, f, f);
            h = Vector512.MultiplyAddEstimate(h, f, f);
            i = Vector512.MultiplyAddEstimate(i, f, f);
            j = Vector512.MultiplyAddEstimate(j, f, f);
            k = Vector512.MultiplyAddEstimate(k, f, f);
            l = Vector512.MultiplyAddEstimate(l, f, f);
            m = Vector512.MultiplyAddEstimate(m, f, f);
        }

        return a + b + c + d + e + g + h + i + j + k + l + m;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static Vector256<float> Loop256(int rounds, float factor)
    {
        var f = Vector256.Create(factor);
        Vector256<float> a = f, b = f, c = f, d = f, e = f, g = f, h = f, i = f, j = f, k = f, l = f, m = f;
        for (; rounds > 0; rounds--)
        {
            a = Vector256.MultiplyAddEstimate(a, f, f);
            b = Vector256.MultiplyAddEstimate(b, f, f);
            c = Vector256.MultiplyAddEstimate(c, f, f);
            d = Vector256.MultiplyAddEstimate(d, f, f);
            e = Vector256.MultiplyAddEstimate(e, f, f);
            g = Vector256.MultiplyAddEstimate(g, f, f);
            h = Vector256.MultiplyAddEstimate(h, f, f);
            i = Vector256.MultiplyAddEstimate(i, f, f);
            j = Vector256.MultiplyAddEstimate(j, f, f);
            k = Vector256.MultiplyAddEstimate(k, f, f);
            l = Vector256.MultiplyAddEstimate(l, f, f);
            m = Vector256.MultiplyAddEstimate(m, f, f);
        }

        return a + b + c + d + e + g + h + i + j + k + l + m;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static Vector128<float> Loop128(int rounds, float factor)
    {
        var f = Vector128.Create(factor);
        Vector128<float> a = f, b = f, c = f, d = f, e = f, g = f, h = f, i = f, j = f, k = f, l = f, m = f;
        for (; rounds > 0; rounds--)
        {
            a = Vector128.MultiplyAddEstimate(a, f, f);
            b = Vector128.MultiplyAddEstimate(b, f, f);
            c = Vector128.MultiplyAddEstimate(c, f, f);
            d = Vector128.MultiplyAddEstimate(d, f, f);
            e = Vector128.MultiplyAddEstimate(e, f, f);
            g = Vector128.MultiplyAddEstimate(g, f, f);
            h = Vector128.MultiplyAddEstimate(h, f, f);
            i = Vector128.MultiplyAddEstimate(i, f, f);
            j = Vector128.MultiplyAddEstimate(j, f, f);
            k = Vector128.MultiplyAddEstimate(k, f, f);
            l = Vector128.MultiplyAddEstimate(l, f, f);
            m = Vector128.MultiplyAddEstimate(m, f, f);
        }

        return a + b + c + d + e + g + h + i + j + k + l + m;
    }
}
