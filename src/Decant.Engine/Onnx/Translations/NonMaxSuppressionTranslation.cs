using Decant.Engine.Graphs;

namespace Decant.Engine.Onnx.Translations;

/// <summary>
/// NonMaxSuppression of boxes and scores that are known when the graph is made: of boxes that overlap too much the best; rows (batch,
/// class, box).
/// </summary>
internal sealed class NonMaxSuppressionTranslation() : FormulaTranslation("NonMaxSuppression", 2, 5, constants: [0, 1, 2, 3, 4])
{
    private readonly record struct Box(double Top, double Left, double Bottom, double Right)
    {
        private double Area => (Bottom - Top) * (Right - Left);

        // The area of both over the area of either.
        public double Overlap(Box other)
        {
            var common =
                Math.Max(0, Math.Min(Bottom, other.Bottom) - Math.Max(Top, other.Top))
                * Math.Max(0, Math.Min(Right, other.Right) - Math.Max(Left, other.Left));
            return common <= 0 ? 0 : common / (Area + other.Area - common);
        }
    }

    /// <inheritdoc/>
    protected override Value Formula(NodeReader node)
    {
        var (places, scores, centred) = (node.ConstantTensor(0), node.ConstantTensor(1), node.Flag("center_point_box"));
        if (
            places.Rank != 3
            || scores.Rank != 3
            || places.Dimensions[0] != scores.Dimensions[0]
            || places.Dimensions[1] != scores.Dimensions[2]
            || places.Dimensions[2] != 4
        )
        {
            throw new DecantException($"expected boxes [N, boxes, 4] and scores [N, classes, boxes], received {places} and {scores}.");
        }

        var boxes = ConstantNumbers.Of(places);
        var (most, overlap, least) = (
            node.ConstantNumber(2) ?? 0,
            node.ConstantNumber(3) ?? 0,
            node.ConstantNumber(4) ?? double.NegativeInfinity
        );
        var (batches, classes, count) = (scores.Dimensions[0], scores.Dimensions[1], scores.Dimensions[2]);
        var numbers = ConstantNumbers.Of(scores);
        node.SpendNumbers((double)batches * classes * count * count);
        var rows = new List<long>();
        for (var batch = 0; batch < batches; batch++)
        for (var @class = 0; @class < classes; @class++)
        {
            double Score(int box) => numbers[((((batch * classes) + @class) * count) + box)];
            Box At(int box) => BoxOf(boxes.AsSpan(((batch * count) + box) * 4, 4), centred);
            var kept = new List<int>();
            foreach (
                var box in Enumerable
                    .Range(0, count)
                    .Where(box => Score(box) > least)
                    .OrderByDescending(Score)
                    .TakeWhile(_ => kept.Count < most)
            )
            {
                if (kept.All(better => At(better).Overlap(At(box)) <= overlap))
                {
                    kept.Add(box);
                    rows.AddRange([batch, @class, box]);
                }
            }
        }

        return node.Number(Tensor.From<long>(rows.ToArray(), rows.Count / 3, 3));
    }

    // Two opposite corners in any order, rows first; or the centre, columns first, and the sizes.
    private static Box BoxOf(ReadOnlySpan<double> numbers, bool centred)
    {
        var (a, b, c, d) = (numbers[0], numbers[1], numbers[2], numbers[3]);
        return centred
            ? new(b - (d / 2), a - (c / 2), b + (d / 2), a + (c / 2))
            : new(Math.Min(a, c), Math.Min(b, d), Math.Max(a, c), Math.Max(b, d));
    }
}
