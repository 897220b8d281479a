using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed;

/// <summary>A stretch of element-wise work, one chunk of the grid after the other.</summary>
internal unsafe struct ElementwisePart<TWork> : ILaneWork
    where TWork : unmanaged, IElementwiseWork
{
    public TWork Work;
    public float* A,
        B,
        Y;
    public long Start,
        Count;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<TLanes>(int chunk)
        where TLanes : struct, ILanes<TLanes>
    {
        var done = (long)chunk * Grid.Elements;
        Work.Run<TLanes>(A, B, Y, Start + done, (int)Math.Min(Grid.Elements, Count - done));
    }
}
