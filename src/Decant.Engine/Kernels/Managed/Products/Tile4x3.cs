using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed;

/// <summary>Micro-kernel of 4 rows × 3 registers. For few rows, and for processors with 16 registers.</summary>
internal static unsafe class Tile4x3
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TLanes>(TileOperands* tile)
        where TLanes : struct, ILanes<TLanes>
    {
        var (row, step, rightStep) = (tile->RowStride, tile->StepStride, tile->RightStride);
        var (row2, row3) = (2 * row, 3 * row);
        var right = tile->Right;
        var (next, nextStep) = tile->Upcoming;
        TLanes s0a = default,
            s0b = default,
            s0c = default,
            s1a = default,
            s1b = default,
            s1c = default,
            s2a = default,
            s2b = default,
            s2c = default,
            s3a = default,
            s3b = default,
            s3c = default;
        for (var segment = 0; segment < tile->SegmentCount; segment++)
        {
            var offset = tile->Segments[segment];
            var q0 = tile->Quad0 + offset;
            for (var depth = tile->Depth; depth > 0; depth--)
            {
                var ba = TLanes.Load(right);
                var bb = TLanes.Load(right + TLanes.Count);
                var bc = TLanes.Load(right + (2 * TLanes.Count));
                var a = TLanes.Of(q0[0]);
                s0a = TLanes.MultiplyAddEstimate(a, ba, s0a);
                s0b = TLanes.MultiplyAddEstimate(a, bb, s0b);
                s0c = TLanes.MultiplyAddEstimate(a, bc, s0c);
                a = TLanes.Of(q0[row]);
                s1a = TLanes.MultiplyAddEstimate(a, ba, s1a);
                s1b = TLanes.MultiplyAddEstimate(a, bb, s1b);
                s1c = TLanes.MultiplyAddEstimate(a, bc, s1c);
                a = TLanes.Of(q0[row2]);
                s2a = TLanes.MultiplyAddEstimate(a, ba, s2a);
                s2b = TLanes.MultiplyAddEstimate(a, bb, s2b);
                s2c = TLanes.MultiplyAddEstimate(a, bc, s2c);
                a = TLanes.Of(q0[row3]);
                s3a = TLanes.MultiplyAddEstimate(a, ba, s3a);
                s3b = TLanes.MultiplyAddEstimate(a, bb, s3b);
                s3c = TLanes.MultiplyAddEstimate(a, bc, s3c);
                q0 += step;
                right += rightStep;

                // So few rows wait for the right panel, not for the sums: all three registers of a step to come.
                Prefetch.Line(next);
                Prefetch.Line(next + (TLanes.Count * sizeof(float)));
                Prefetch.Line(next + (2 * TLanes.Count * sizeof(float)));
                next += nextStep;
            }
        }

        var sums = tile->Sums;
        s0a.Store(sums);
        s0b.Store(sums + TLanes.Count);
        s0c.Store(sums + (2 * TLanes.Count));
        s1a.Store(sums + (3 * TLanes.Count));
        s1b.Store(sums + (4 * TLanes.Count));
        s1c.Store(sums + (5 * TLanes.Count));
        s2a.Store(sums + (6 * TLanes.Count));
        s2b.Store(sums + (7 * TLanes.Count));
        s2c.Store(sums + (8 * TLanes.Count));
        s3a.Store(sums + (9 * TLanes.Count));
        s3b.Store(sums + (10 * TLanes.Count));
        s3c.Store(sums + (11 * TLanes.Count));
    }
}
