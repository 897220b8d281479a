using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed;

/// <summary>
/// Micro-kernel of 24 rows × 1 register. For results no wider than one register: 24 rows keep both multiply-add units busy.
/// </summary>
internal static unsafe class Tile24x1
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
        TLanes s12 = default,
            s13 = default,
            s14 = default,
            s15 = default;
        TLanes s16 = default,
            s17 = default,
            s18 = default,
            s19 = default;
        TLanes s20 = default,
            s21 = default,
            s22 = default,
            s23 = default;
        for (var segment = 0; segment < tile->SegmentCount; segment++)
        {
            var offset = tile->Segments[segment];
            var q0 = tile->Quad0 + offset;
            var q1 = tile->Quad1 + offset;
            var q2 = tile->Quad2 + offset;
            var q3 = tile->Quad3 + offset;
            var q4 = tile->Quad4 + offset;
            var q5 = tile->Quad5 + offset;
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
                s12 = TLanes.MultiplyAddEstimate(q3, b, s12);
                s13 = TLanes.MultiplyAddEstimate(q3 + row, b, s13);
                s14 = TLanes.MultiplyAddEstimate(q3 + row2, b, s14);
                s15 = TLanes.MultiplyAddEstimate(q3 + row3, b, s15);
                s16 = TLanes.MultiplyAddEstimate(q4, b, s16);
                s17 = TLanes.MultiplyAddEstimate(q4 + row, b, s17);
                s18 = TLanes.MultiplyAddEstimate(q4 + row2, b, s18);
                s19 = TLanes.MultiplyAddEstimate(q4 + row3, b, s19);
                s20 = TLanes.MultiplyAddEstimate(q5, b, s20);
                s21 = TLanes.MultiplyAddEstimate(q5 + row, b, s21);
                s22 = TLanes.MultiplyAddEstimate(q5 + row2, b, s22);
                s23 = TLanes.MultiplyAddEstimate(q5 + row3, b, s23);
                q0 += step;
                q1 += step;
                q2 += step;
                q3 += step;
                q4 += step;
                q5 += step;
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
        s12.Store(sums + (12 * TLanes.Count));
        s13.Store(sums + (13 * TLanes.Count));
        s14.Store(sums + (14 * TLanes.Count));
        s15.Store(sums + (15 * TLanes.Count));
        s16.Store(sums + (16 * TLanes.Count));
        s17.Store(sums + (17 * TLanes.Count));
        s18.Store(sums + (18 * TLanes.Count));
        s19.Store(sums + (19 * TLanes.Count));
        s20.Store(sums + (20 * TLanes.Count));
        s21.Store(sums + (21 * TLanes.Count));
        s22.Store(sums + (22 * TLanes.Count));
        s23.Store(sums + (23 * TLanes.Count));
    }
}
