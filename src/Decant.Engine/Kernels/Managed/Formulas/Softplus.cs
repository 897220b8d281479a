using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed.Formulas;

/// <summary>y = ln(1 + eˣ) = max(x, 0) + ln(1 + e^−|x|), which cannot overflow.</summary>
internal readonly struct Softplus : IUnaryFormula
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Apply<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes> => TLanes.Max(x, TLanes.Of(0)) + Logarithm.LogPlus1(Exponential.Exp(-TLanes.Abs(x)));
}
