namespace Decant.Tasks.Detection;

/// <summary>
/// Of boxes of one class that overlap too much only the surest stays: the boxes in the order of their scores, each kept if it overlaps none
/// that is kept already by more than the limit; of equal scores the earlier comes first, as in ONNX's NonMaxSuppression.
/// </summary>
internal static class NonMaximumSuppression
{
    /// <summary>The overlap above which the less sure of two boxes goes (as in GFL, arXiv:2006.04388).</summary>
    public const double MostOverlap = 0.6;

    /// <summary>Scores of this and below are nothing.</summary>
    public const double LeastScore = 0.05;

    /// <summary>Boxes of one class in one picture at most.</summary>
    public const int MostBoxes = 100;

    /// <summary>What is found in one picture.</summary>
    /// <param name="scores">[C, L], class after class.</param>
    /// <param name="boxes">[L, 4]: left, top, right, bottom.</param>
    /// <returns>Class after class, in each the surest first.</returns>
    public static IReadOnlyList<FoundBox> Of(ReadOnlySpan<float> scores, ReadOnlySpan<float> boxes)
    {
        var places = boxes.Length / 4;
        var found = new List<FoundBox>();
        var candidates = new List<FoundBox>();
        for (var c = 0; c < scores.Length / places; c++)
        {
            candidates.Clear();
            for (var place = 0; place < places; place++)
            {
                if (scores[(c * places) + place] is > (float)LeastScore and var score)
                {
                    candidates.Add(new FoundBox(c, score, BoxInPicture.Of(boxes.Slice(place * 4, 4))));
                }
            }

            var first = found.Count;
            foreach (var candidate in candidates.OrderByDescending(one => one.Score))
            {
                if (found.Count - first == MostBoxes)
                {
                    break;
                }

                if (!found.Skip(first).Any(kept => kept.Box.Overlap(candidate.Box) > MostOverlap))
                {
                    found.Add(candidate);
                }
            }
        }

        return found;
    }
}
