using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed;

/// <summary>A formula of two numbers followed by one of its result, in one pass over memory: bias and activation.</summary>
internal readonly struct Fused<TFirst, TThen>(TFirst first, TThen then) : IBinaryFormula
    where TFirst : unmanaged, IBinaryFormula
    where TThen : unmanaged, IUnaryFormula
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Apply<TLanes>(TLanes a, TLanes b) where TLanes : struct, ILanes<TLanes> => then.Apply(first.Apply(a, b));
}
