using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed;

/// <summary>Micro-kernel of 1 row × 1 register. For a single row of few columns, of which a wider panel would be mostly zeros.</summary>
internal static unsafe class Tile1x1
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TLanes>(TileOperands* tile)
        where TLanes : struct, ILanes<TLanes>
    {
        var (step, rightStep) = (tile->StepStride, tile->RightStride);
        var right = tile->Right;
        var (next, nextStep) = tile->Upcoming;
        TLanes sum = default;
        for (var segment = 0; segment < tile->SegmentCount; segment++)
        {
            var left = tile->Quad0 + tile->Segments[segment];
            for (var depth = tile->Depth; depth > 0; depth--)
            {
                sum = TLanes.MultiplyAddEstimate(left, TLanes.Load(right), sum);
                left += step;
                right += rightStep;
                Prefetch.Line(next);
                next += nextStep;
            }
        }

        sum.Store(tile->Sums);
    }
}
