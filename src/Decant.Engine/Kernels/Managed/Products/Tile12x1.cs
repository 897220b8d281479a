using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed;

/// <summary>Micro-kernel of 12 rows × 1 register. For narrow results on processors with 16 registers.</summary>
internal static unsafe class Tile12x1
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TLanes>(TileOperands* tile)
        where TLanes : struct, ILanes<TLanes>
    {
        var (row, step, rightStep) = (tile->RowStride, tile->StepStride, tile->RightStride);
        var (row2, row3) = (2 * row, 3 * row);
        var right = tile->Right;
        var (next, nextStep) = tile->Upcoming;
        TLanes s0 = default,
            s1 = default,
            s2 = default,
            s3 = default;
        TLanes s4 = default,
            s5 = default,
            s6 = default,
            s7 = default;
        TLanes s8 = default,
            s9 = default,
            s10 = default,
            s11 = default;
        for (var segment = 0; segment < tile->SegmentCount; segment++)
        {
            var offset = tile->Segments[segment];
            var q0 = tile->Quad0 + offset;
            var q1 = tile->Quad1 + offset;
            var q2 = tile->Quad2 + offset;
            for (var depth = tile->Depth; depth > 0; depth--)
            {
                var b = TLanes.Load(right);
                s0 = TLanes.MultiplyAddEstimate(q0, b, s0);
                s1 = TLanes.MultiplyAddEstimate(q0 + row, b, s1);
                s2 = TLanes.MultiplyAddEstimate(q0 + row2, b, s2);
                s3 = TLanes.MultiplyAddEstimate(q0 + row3, b, s3);
                s4 = TLanes.MultiplyAddEstimate(q1, b, s4);
                s5 = TLanes.MultiplyAddEstimate(q1 + row, b, s5);
                s6 = TLanes.MultiplyAddEstimate(q1 + row2, b, s6);
                s7 = TLanes.MultiplyAddEstimate(q1 + row3, b, s7);
                s8 = TLanes.MultiplyAddEstimate(q2, b, s8);
                s9 = TLanes.MultiplyAddEstimate(q2 + row, b, s9);
                s10 = TLanes.MultiplyAddEstimate(q2 + row2, b, s10);
                s11 = TLanes.MultiplyAddEstimate(q2 + row3, b, s11);
                q0 += step;
                q1 += step;
                q2 += step;
                right += rightStep;
                Prefetch.Line(next);
                next += nextStep;
            }
        }

        var sums = tile->Sums;
        s0.Store(sums);
        s1.Store(sums + TLanes.Count);
        s2.Store(sums + (2 * TLanes.Count));
        s3.Store(sums + (3 * TLanes.Count));
        s4.Store(sums + (4 * TLanes.Count));
        s5.Store(sums + (5 * TLanes.Count));
        s6.Store(sums + (6 * TLanes.Count));
        s7.Store(sums + (7 * TLanes.Count));
        s8.Store(sums + (8 * TLanes.Count));
        s9.Store(sums + (9 * TLanes.Count));
        s10.Store(sums + (10 * TLanes.Count));
        s11.Store(sums + (11 * TLanes.Count));
    }
}
