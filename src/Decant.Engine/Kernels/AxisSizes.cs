using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels;

/// <summary>One size or position per axis, without memory of its own.</summary>
[InlineArray(LoopNest.MaxRank)]
internal struct AxisSizes
{
    private int _first;
}
