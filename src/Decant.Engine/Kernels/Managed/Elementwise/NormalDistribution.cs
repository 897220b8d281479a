using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed;

/// <summary>
/// The standard normal distribution in lanes, to 2e-7. Φ(x) − ½ is odd in x, so it is x·P(x²)/Q(x²); the coefficients were fitted for the
/// least largest error (1.6e-8 for Φ, 1.2e-8 for its companion) and the limits lie where float32 knows no difference to 0 and 1.
/// </summary>
internal static class NormalDistribution
{
    /// <summary>Φ(x) = ½·(1 + erf(x/√2)).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Cdf<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        x = TLanes.Clamp(x, -5.5f, 5.5f);
        var z = x * x;
        var p = TLanes.Of(2.28998476e-8f);
        p = TLanes.MultiplyAdd(p, z, TLanes.Of(6.30963254e-6f));
        p = TLanes.MultiplyAdd(p, z, TLanes.Of(0.000165270408f));
        p = TLanes.MultiplyAdd(p, z, TLanes.Of(0.00465570952f));
        p = TLanes.MultiplyAdd(p, z, TLanes.Of(0.0335236674f));
        p = TLanes.MultiplyAdd(p, z, TLanes.Of(0.398942267f));
        var q = TLanes.Of(1.19871551e-6f);
        q = TLanes.MultiplyAdd(q, z, TLanes.Of(7.24082475e-5f));
        q = TLanes.MultiplyAdd(q, z, TLanes.Of(0.00186454995f));
        q = TLanes.MultiplyAdd(q, z, TLanes.Of(0.0284538878f));
        q = TLanes.MultiplyAdd(q, z, TLanes.Of(0.250697696f));
        q = TLanes.MultiplyAdd(q, z, TLanes.Of(1));
        return TLanes.Of(0.5f) + (x * p / q);
    }

    /// <summary>Φ(x) + x·φ(x), φ(x) = e^(−x²/2)/√(2π): the slope of x·Φ(x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes SlopeOfGelu<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        x = TLanes.Clamp(x, -6.2f, 6.2f);
        var z = x * x;
        var p = TLanes.Of(1.84863904e-8f);
        p = TLanes.MultiplyAdd(p, z, TLanes.Of(1.10676479e-6f));
        p = TLanes.MultiplyAdd(p, z, TLanes.Of(3.41886224e-5f));
        p = TLanes.MultiplyAdd(p, z, TLanes.Of(0.000271163825f));
        p = TLanes.MultiplyAdd(p, z, TLanes.Of(0.0137132853f));
        p = TLanes.MultiplyAdd(p, z, TLanes.Of(-0.0185761099f));
        p = TLanes.MultiplyAdd(p, z, TLanes.Of(0.797884547f));
        var q = TLanes.Of(1.36173365e-9f);
        q = TLanes.MultiplyAdd(q, z, TLanes.Of(3.89964174e-7f));
        q = TLanes.MultiplyAdd(q, z, TLanes.Of(1.12335071e-5f));
        q = TLanes.MultiplyAdd(q, z, TLanes.Of(0.000262665017f));
        q = TLanes.MultiplyAdd(q, z, TLanes.Of(0.00416861997f));
        q = TLanes.MultiplyAdd(q, z, TLanes.Of(0.045538636f));
        q = TLanes.MultiplyAdd(q, z, TLanes.Of(0.310051316f));
        q = TLanes.MultiplyAdd(q, z, TLanes.Of(1));
        return TLanes.Of(0.5f) + (x * p / q);
    }
}
