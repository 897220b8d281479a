namespace Decant.Tasks.Detection;

/// <summary>
/// The boxes of one class over all pictures, the surest first: after each, recall = right/things and precision = right/counted so far.
/// Precision at a recall is the best that is reached at that recall or a higher one; average precision is its mean over the recalls
/// 0, 0.01,
/// …, 1 (Lin et al. 2014, arXiv:1405.0312; pycocotools, <c>COCOeval.accumulate</c>). Fractions, 0 to 1, higher is better.
/// </summary>
internal sealed class AveragePrecision
{
    /// <summary>The number of recalls at which precision is read.</summary>
    public const int Recalls = 101;

    // What NumPy calls spacing(1): keeps 0/0 from being one.
    private static readonly double s_spacing = Math.BitIncrement(1.0) - 1;

    private readonly double[][] _precision;
    private readonly double[] _recall;

    /// <summary>Of a class that occurs.</summary>
    /// <param name="boxes">What was found of it, picture after picture, in each the surest first.</param>
    /// <param name="things">How many there are, crowds not counted; 1 or more.</param>
    public AveragePrecision(IEnumerable<MatchedBox> boxes, int things)
    {
        MatchedBox[] ordered = [.. boxes.OrderByDescending(box => box.Score)];
        _precision = new double[BoxMatching.Overlaps.Count][];
        _recall = new double[BoxMatching.Overlaps.Count];
        for (var overlap = 0; overlap < _precision.Length; overlap++)
        {
            (_precision[overlap], _recall[overlap]) = Curve(ordered, things, overlap);
        }
    }

    /// <summary>The mean over the overlaps.</summary>
    public double Mean => _precision.Average(precision => precision.Average());

    /// <summary>The share of the things that is found at all, mean over the overlaps.</summary>
    public double Recall => _recall.Average();

    /// <summary>Average precision at one of the overlaps.</summary>
    public double At(int overlap) => _precision[overlap].Average();

    /// <summary>Precision at the recalls 0, 0.01, …, 1.</summary>
    public IReadOnlyList<double> Precision(int overlap) => _precision[overlap];

    private static (double[] Precision, double Recall) Curve(MatchedBox[] ordered, int things, int overlap)
    {
        var (recall, precision) = (new double[ordered.Length], new double[ordered.Length]);
        var (right, wrong) = (0, 0);
        for (var d = 0; d < ordered.Length; d++)
        {
            right += ordered[d].IsRight(overlap) ? 1 : 0;
            wrong += ordered[d].IsRight(overlap) || ordered[d].IsIgnored(overlap) ? 0 : 1;
            recall[d] = (double)right / things;
            precision[d] = right / (wrong + right + s_spacing);
        }

        for (var d = ordered.Length - 2; d >= 0; d--)
        {
            precision[d] = Math.Max(precision[d], precision[d + 1]);
        }

        var curve = new double[Recalls];
        var reached = 0;
        for (var r = 0; r < Recalls; r++)
        {
            // As NumPy's linspace: multiples of the step, so that 7 · 0.01 is a little more than 0.07.
            var wanted = r == Recalls - 1 ? 1 : r * 0.01;
            while (reached < ordered.Length && recall[reached] < wanted)
            {
                reached++;
            }

            curve[r] = reached < ordered.Length ? precision[reached] : 0;
        }

        return (curve, ordered.Length == 0 ? 0 : recall[^1]);
    }
}
