using Decant.Runs;

namespace Decant.Tasks.Embeddings;

/// <summary>
/// Spearman's rank correlation (1904): the correlation of the ranks of two rows of numbers, −1 to 1; equal numbers share the mean of their
/// ranks. Of embeddings the numbers are the cosines of all pairs of texts, as the student and as the teacher has them: whatever orders
/// similarities alike finds the same neighbours.
/// </summary>
internal static class RankCorrelation
{
    /// <summary>How it is named and told.</summary>
    public static MetricFacts Facts { get; } =
        new("similarityCorrelation", "", true)
        {
            Title = "Correlation of similarities",
            Meaning =
                "Spearman's rank correlation between the cosines of all pairs of texts, as this model and as the teacher has them; 1 is the "
                + "teacher's order of what is alike.",
        };

    /// <summary>The correlation; 0 where all numbers of a row are equal.</summary>
    /// <param name="one">A row of numbers, two or more.</param>
    /// <param name="other">As many.</param>
    public static double Of(ReadOnlySpan<float> one, ReadOnlySpan<float> other)
    {
        var (x, y) = (Ranks(one), Ranks(other));
        var mean = (x.Length + 1) / 2.0;
        double product = 0,
            squareX = 0,
            squareY = 0;
        for (var i = 0; i < x.Length; i++)
        {
            var (fromX, fromY) = (x[i] - mean, y[i] - mean);
            product += fromX * fromY;
            squareX += fromX * fromX;
            squareY += fromY * fromY;
        }

        return squareX == 0 || squareY == 0 ? 0 : product / Math.Sqrt(squareX * squareY);
    }

    private static double[] Ranks(ReadOnlySpan<float> numbers)
    {
        var (sorted, places) = (numbers.ToArray(), new int[numbers.Length]);
        for (var i = 0; i < places.Length; i++)
        {
            places[i] = i;
        }

        Array.Sort(sorted, places);
        var ranks = new double[places.Length];
        for (int start = 0, end; start < sorted.Length; start = end)
        {
            end = start + 1;
            while (end < sorted.Length && sorted[end] == sorted[start])
            {
                end++;
            }

            for (var i = start; i < end; i++)
            {
                ranks[places[i]] = (start + 1 + end) / 2.0; // the mean of start + 1 to end
            }
        }

        return ranks;
    }
}
