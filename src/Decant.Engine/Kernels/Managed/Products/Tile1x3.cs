using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed;

/// <summary>
/// Micro-kernel of 1 row × 3 registers. A single row uses each number of the right panel once: it is as fast as the panel is read.
/// </summary>
internal static unsafe class Tile1x3
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TLanes>(TileOperands* tile)
        where TLanes : struct, ILanes<TLanes>
    {
        var (step, rightStep) = (tile->StepStride, tile->RightStride);
        var right = tile->Right;
        var (next, nextStep) = tile->Upcoming;
        TLanes a = default,
            b = default,
            c = default;
        for (var segment = 0; segment < tile->SegmentCount; segment++)
        {
            var left = tile->Quad0 + tile->Segments[segment];
            for (var depth = tile->Depth; depth > 0; depth--)
            {
                var x = TLanes.Of(left[0]);
                a = TLanes.MultiplyAddEstimate(x, TLanes.Load(right), a);
                b = TLanes.MultiplyAddEstimate(x, TLanes.Load(right + TLanes.Count), b);
                c = TLanes.MultiplyAddEstimate(x, TLanes.Load(right + (2 * TLanes.Count)), c);
                left += step;
                right += rightStep;
                Prefetch.Line(next);
                Prefetch.Line(next + (TLanes.Count * sizeof(float)));
                Prefetch.Line(next + (2 * TLanes.Count * sizeof(float)));
                next += nextStep;
            }
        }

        a.Store(tile->Sums);
        b.Store(tile->Sums + TLanes.Count);
        c.Store(tile->Sums + (2 * TLanes.Count));
    }
}
