using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed.Formulas;

/// <summary>y = x where x ≥ 0, slope · x elsewhere.</summary>
internal readonly struct LeakyRelu(float slope) : IUnaryFormula
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Apply<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes> => TLanes.Select(TLanes.Less(x, TLanes.Of(0)), TLanes.Of(slope) * x, x);
}
