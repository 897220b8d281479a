using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Tasks.Detection;

/// <summary>
/// Which places have to find which box. Adaptive training sample selection (Zhang et al. 2019, "ATSS", arXiv:1912.02424): of each level
/// the nine places whose middles are nearest to the box's are candidates, each with a square of 8 strides around it. A candidate is chosen
/// whose square overlaps the box by at least mean + deviation of all candidates' overlaps, and whose middle lies in the box. A place that
/// several boxes choose has the one that its square overlaps most. Three things are not in the paper: places as near as the ninth are
/// candidates too; of the candidates in the box the best are always chosen, as squares around a small box overlap it alike, and with two
/// levels none reaches mean + deviation; and boxes that are equal share their places.
/// </summary>
/// <param name="Boxes">Left, top, right and bottom edge of the box of each place in pixels, [N, L, 1] each; 0 where it has none.</param>
/// <param name="Classes">1 for the class of its box, [N, L, C].</param>
/// <param name="IsForeground">1 where a place has a box, [N, L].</param>
/// <param name="IsJudged">1 where a place counts: not inside a crowd without a box, and not in a picture of which nothing is known,
/// [N, L].</param>
internal sealed record AdaptiveAssignment(IReadOnlyList<Value> Boxes, Value Classes, Value IsForeground, Value IsJudged)
{
    // The paper's k, and the side of its squares in strides.
    private const int Nearest = 9;
    private const double Side = 8;

    // As in the authors' program: pixels from the nearest edge.
    private const double Inside = 0.01;

    // What rounding may take from equal overlaps.
    private const double Alike = 0.999;

    /// <summary>The boxes of places.</summary>
    /// <param name="grid">The places.</param>
    /// <param name="truth">What is true of N pictures.</param>
    public static AdaptiveAssignment Of(LocationGrid grid, TruthBoxes truth)
    {
        var count = grid.Count;
        var x = grid.Locations.Slice(1, 0, 1).Reshape(new Shape(1, 1, count));
        var y = grid.Locations.Slice(1, 1, 2).Reshape(new Shape(1, 1, count));
        var half = grid.Strides.Reshape(new Shape(1, 1, count)) * (Side / 2);
        var (left, top, right, bottom) = (truth.Edges[0], truth.Edges[1], truth.Edges[2], truth.Edges[3]);

        // [N, B, L] from here on.
        var overlap = Overlap.OfEdges([left, top, right, bottom], [x - half, y - half, x + half, y + half]);
        var (dx, dy) = (((left + right) * 0.5) - x, ((top + bottom) * 0.5) - y);
        var isNear = Candidates(grid, (dx * dx) + (dy * dy)).Cast(x.Type);
        var near = isNear.ReduceSum([2], keepDimensions: true);
        var mean = (overlap * isNear).ReduceSum([2], keepDimensions: true) / near;
        var off = (overlap - mean) * isNear;
        var deviation = ((off * off).ReduceSum([2], keepDimensions: true) / (near - 1).Max(near.Constant(1))).Sqrt();
        var edge = (x - left).Min(y - top).Min((right - x).Min(bottom - y));
        var isIn = isNear * edge.IsGreaterThan(edge.Constant(Inside)).Cast(x.Type) * truth.IsCounted;
        var best = (overlap * isIn).ReduceMax([2], keepDimensions: true);
        var isChosen = isIn * overlap.IsAtLeast((mean + deviation).Min(best * Alike)).Cast(x.Type);

        // Of several boxes the one with the largest overlap, which is above 0 for all that are chosen.
        var most = (overlap * isChosen).ReduceMax([1], keepDimensions: true);
        var isOwn = isChosen * overlap.IsAtLeast(most).Cast(x.Type);
        var owners = isOwn.ReduceSum([1], keepDimensions: true);
        var share = isOwn / owners.Max(owners.Constant(1));
        var isForeground = owners.Min(owners.Constant(1));
        var isInCrowd = (edge.IsGreaterThan(edge.Constant(0)).Cast(x.Type) * truth.IsCrowd).ReduceMax([1], keepDimensions: true);
        var isJudged = isForeground.Max(isInCrowd.Constant(1) - isInCrowd) * truth.IsKnown.Unsqueeze(2);
        var rows = new Shape(isForeground.Shape[0], count);
        var of = share.Transpose(0, 2, 1);
        return new AdaptiveAssignment(
            [.. truth.Edges.Select(one => (one * share).ReduceSum([1]).Unsqueeze(2))],
            of.MatMul(truth.Classes).Min(of.Constant(1)),
            isForeground.Reshape(rows),
            isJudged.Reshape(rows)
        );
    }

    private static Value Candidates(LocationGrid grid, Value squares) =>
        grid
            .Levels.Select(level =>
            {
                var own = squares.Slice(2, level.From, level.From + level.Count);
                var count = Math.Min(Nearest, level.Count);
                var farthest = own.TopK(count, axis: 2, largest: false).Values.Slice(2, count - 1, count);
                return own.IsAtMost(farthest).Cast(squares.Type);
            })
            .ToArray()
            .Concat(2);
}
