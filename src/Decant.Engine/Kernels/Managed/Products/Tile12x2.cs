using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed;

/// <summary>Micro-kernel of 12 rows × 2 registers. For results two registers wide, and for widths that two registers divide.</summary>
internal static unsafe class Tile12x2
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
            s1a = default,
            s1b = default,
            s2a = default,
            s2b = default,
            s3a = default,
            s3b = default;
        TLanes s4a = default,
            s4b = default,
            s5a = default,
            s5b = default,
            s6a = default,
            s6b = default,
            s7a = default,
            s7b = default;
        TLanes s8a = default,
            s8b = default,
            s9a = default,
            s9b = default,
            s10a = default,
            s10b = default,
            s11a = default,
            s11b = default;
        for (var segment = 0; segment < tile->SegmentCount; segment++)
        {
            var offset = tile->Segments[segment];
            var q0 = tile->Quad0 + offset;
            var q1 = tile->Quad1 + offset;
            var q2 = tile->Quad2 + offset;
            for (var depth = tile->Depth; depth > 0; depth--)
            {
                var ba = TLanes.Load(right);
                var bb = TLanes.Load(right + TLanes.Count);
                var a = TLanes.Of(q0[0]);
                s0a = TLanes.MultiplyAddEstimate(a, ba, s0a);
                s0b = TLanes.MultiplyAddEstimate(a, bb, s0b);
                a = TLanes.Of(q0[row]);
                s1a = TLanes.MultiplyAddEstimate(a, ba, s1a);
                s1b = TLanes.MultiplyAddEstimate(a, bb, s1b);
                a = TLanes.Of(q0[row2]);
                s2a = TLanes.MultiplyAddEstimate(a, ba, s2a);
                s2b = TLanes.MultiplyAddEstimate(a, bb, s2b);
                a = TLanes.Of(q0[row3]);
                s3a = TLanes.MultiplyAddEstimate(a, ba, s3a);
                s3b = TLanes.MultiplyAddEstimate(a, bb, s3b);
                a = TLanes.Of(q1[0]);
                s4a = TLanes.MultiplyAddEstimate(a, ba, s4a);
                s4b = TLanes.MultiplyAddEstimate(a, bb, s4b);
                a = TLanes.Of(q1[row]);
                s5a = TLanes.MultiplyAddEstimate(a, ba, s5a);
                s5b = TLanes.MultiplyAddEstimate(a, bb, s5b);
                a = TLanes.Of(q1[row2]);
                s6a = TLanes.MultiplyAddEstimate(a, ba, s6a);
                s6b = TLanes.MultiplyAddEstimate(a, bb, s6b);
                a = TLanes.Of(q1[row3]);
                s7a = TLanes.MultiplyAddEstimate(a, ba, s7a);
                s7b = TLanes.MultiplyAddEstimate(a, bb, s7b);
                a = TLanes.Of(q2[0]);
                s8a = TLanes.MultiplyAddEstimate(a, ba, s8a);
                s8b = TLanes.MultiplyAddEstimate(a, bb, s8b);
                a = TLanes.Of(q2[row]);
                s9a = TLanes.MultiplyAddEstimate(a, ba, s9a);
                s9b = TLanes.MultiplyAddEstimate(a, bb, s9b);
                a = TLanes.Of(q2[row2]);
                s10a = TLanes.MultiplyAddEstimate(a, ba, s10a);
                s10b = TLanes.MultiplyAddEstimate(a, bb, s10b);
                a = TLanes.Of(q2[row3]);
                s11a = TLanes.MultiplyAddEstimate(a, ba, s11a);
                s11b = TLanes.MultiplyAddEstimate(a, bb, s11b);
                q0 += step;
                q1 += step;
                q2 += step;
                right += rightStep;
                Prefetch.Line(next);
                next += nextStep;
            }
        }

        var sums = tile->Sums;
        s0a.Store(sums);
        s0b.Store(sums + TLanes.Count);
        s1a.Store(sums + (2 * TLanes.Count));
        s1b.Store(sums + (3 * TLanes.Count));
        s2a.Store(sums + (4 * TLanes.Count));
        s2b.Store(sums + (5 * TLanes.Count));
        s3a.Store(sums + (6 * TLanes.Count));
        s3b.Store(sums + (7 * TLanes.Count));
        s4a.Store(sums + (8 * TLanes.Count));
        s4b.Store(sums + (9 * TLanes.Count));
        s5a.Store(sums + (10 * TLanes.Count));
        s5b.Store(sums + (11 * TLanes.Count));
        s6a.Store(sums + (12 * TLanes.Count));
        s6b.Store(sums + (13 * TLanes.Count));
        s7a.Store(sums + (14 * TLanes.Count));
        s7b.Store(sums + (15 * TLanes.Count));
        s8a.Store(sums + (16 * TLanes.Count));
        s8b.Store(sums + (17 * TLanes.Count));
        s9a.Store(sums + (18 * TLanes.Count));
        s9b.Store(sums + (19 * TLanes.Count));
        s10a.Store(sums + (20 * TLanes.Count));
        s10b.Store(sums + (21 * TLanes.Count));
        s11a.Store(sums + (22 * TLanes.Count));
        s11b.Store(sums + (23 * TLanes.Count));
    }
}
