using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed.Formulas;

/// <summary>y = (eˣ − e⁻ˣ) / (eˣ + e⁻ˣ).</summary>
internal readonly struct Tanh : IUnaryFormula
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Apply<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes> => Exponential.Tanh(x);
}
