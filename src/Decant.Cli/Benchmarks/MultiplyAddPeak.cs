using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Decant.Engine.Kernels.Managed;

namespace Decant.Cli.Benchmarks;

/// <summary>The ceiling: multiply-adds on registers alone, the widest that are accelerated.</summary>
internal readonly struct MultiplyAddPeak : ILaneWork
{
    private const int Rounds = 20_000;
    private const int Chains = 12;

    /// <summary>Floating-point operations of one chunk.</summary>
    public static double Operations => 2.0 * Rounds * Chains * Lanes;

    private static int Lanes =>
        Vector512.IsHardwareAccelerated ? 16
        : Vector256.IsHardwareAccelerated ? 8
        : Vector128.IsHardwareAccelerated ? 4
        : 1;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public void Run<TLanes>(int chunk)
        where TLanes : struct, ILanes<TLanes>
    {
        // As many independent chains as hide the time that one multiply-add takes.
        var f = TLanes.Of(0.999f);
        TLanes a = f,
            b = f,
            c = f,
            d = f,
            e = f,
            g = f,
            h = f,
            i = f,
            j = f,
            k = f,
            l = f,
            m = f;
        for (var round = 0; round < Rounds; round++)
        {
            a = TLanes.MultiplyAddEstimate(a, f, f);
            b = TLanes.MultiplyAddEstimate(b, f, f);
            c = TLanes.MultiplyAddEstimate(c, f, f);
            d = TLanes.MultiplyAddEstimate(d, f, f);
            e = TLanes.MultiplyAddEstimate(e, f, f);
            g = TLanes.MultiplyAddEstimate(g, f, f);
            h = TLanes.MultiplyAddEstimate(h, f, f);
            i = TLanes.MultiplyAddEstimate(i, f, f);
            j = TLanes.MultiplyAddEstimate(j, f, f);
            k = TLanes.MultiplyAddEstimate(k, f, f);
            l = TLanes.MultiplyAddEstimate(l, f, f);
            m = TLanes.MultiplyAddEstimate(m, f, f);
        }

        if (float.IsNaN((a + b + c + d + e + g + h + i + j + k + l + m).Sum()))
        {
            throw new InvalidOperationException("The probe computed nonsense.");
        }
    }
}
