namespace Decant.Tasks.Detection;

/// <summary>
/// Which boxes that were found in one picture are right, at each overlap that is asked for, as COCO's own program decides it
/// (pycocotools, <c>COCOeval.evaluateImg</c>): the surest choose first, each takes the true box of the same class that it overlaps most
/// and that no surer one has taken, as long as the overlap reaches the threshold. Of a crowd's region the overlap is the share of the found
/// box that lies in it; it may be taken any number of times, by what finds no single thing, and that then does not count.
/// </summary>
internal static class BoxMatching
{
    /// <summary>Overlaps that are asked for: 0.5, 0.55, …, 0.95, as NumPy's linspace computes them.</summary>
    public static IReadOnlyList<double> Overlaps { get; } =
    [.. Enumerable.Range(0, 10).Select(place => (place * ((0.95 - 0.5) / 9)) + 0.5)];

    /// <summary>Boxes of one class in one picture that count at most.</summary>
    public const int MostBoxes = 100;

    /// <summary>Matches the boxes of one class in one picture.</summary>
    /// <param name="found">What was found, in any order; of equal scores the earlier comes first.</param>
    /// <param name="truth">What is there.</param>
    /// <returns>The found boxes that count, the surest first.</returns>
    public static IReadOnlyList<MatchedBox> Of(IEnumerable<FoundBox> found, IEnumerable<TrueBox> truth)
    {
        // OrderBy is stable, as NumPy's mergesort. Single things come before crowds.
        FoundBox[] boxes = [.. found.OrderByDescending(box => box.Score).Take(MostBoxes)];
        TrueBox[] things = [.. truth.OrderBy(thing => thing.IsCrowd)];
        var overlaps = new double[boxes.Length, things.Length];
        for (var d = 0; d < boxes.Length; d++)
        for (var g = 0; g < things.Length; g++)
        {
            var (box, thing) = (boxes[d].Box, things[g]);
            overlaps[d, g] = thing.IsCrowd ? box.ShareIn(thing.Box) : box.Overlap(thing.Box);
        }

        var (right, ignored) = (new int[boxes.Length], new int[boxes.Length]);
        for (var t = 0; t < Overlaps.Count; t++)
        {
            var isTaken = new bool[things.Length];
            for (var d = 0; d < boxes.Length; d++)
            {
                var best = Best(overlaps, d, things, isTaken, Overlaps[t]);
                if (best >= 0)
                {
                    isTaken[best] = true;
                    (things[best].IsCrowd ? ref ignored[d] : ref right[d]) |= 1 << t;
                }
            }
        }

        return [.. boxes.Select((box, d) => new MatchedBox(box.Score, right[d], ignored[d]))];
    }

    // The last of those that overlap most, as the comparison there is "less than"; a crowd only where no single thing fits.
    private static int Best(double[,] overlaps, int d, TrueBox[] things, bool[] isTaken, double least)
    {
        var (best, most) = (-1, Math.Min(least, 1 - 1e-10));
        for (var g = 0; g < things.Length; g++)
        {
            if (best >= 0 && !things[best].IsCrowd && things[g].IsCrowd)
            {
                break;
            }

            if ((!isTaken[g] || things[g].IsCrowd) && overlaps[d, g] >= most)
            {
                (best, most) = (g, overlaps[d, g]);
            }
        }

        return best;
    }
}
