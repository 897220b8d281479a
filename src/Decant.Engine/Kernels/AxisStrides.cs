using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels;

/// <summary>One stride per axis, counted in elements: 0 where an operand is broadcast, negative where it runs backwards.</summary>
[InlineArray(LoopNest.MaxRank)]
internal struct AxisStrides
{
    private long _first;
}
