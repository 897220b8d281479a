namespace Decant.Runs;

/// <summary>A class that was taken for another.</summary>
/// <param name="Label">Index of the true class.</param>
/// <param name="Answer">Index of the class that was answered.</param>
/// <param name="Count">How often, 1 or more.</param>
/// <param name="Share">Share of the true class's samples, 0 to 1.</param>
internal sealed record ClassConfusion(int Label, int Answer, long Count, double Share)
{
    /// <summary>The most frequent ones, most frequent first.</summary>
    public static IReadOnlyList<ClassConfusion> Biggest(ConfusionCounts counts, int number)
    {
        List<ClassConfusion> confusions = [];
        for (var label = 0; label < counts.Classes; label++)
        {
            var row = counts.Row(label);
            long support = 0;
            foreach (var count in row)
            {
                support += count;
            }

            for (var answer = 0; answer < row.Length; answer++)
            {
                if (answer != label && row[answer] > 0)
                {
                    confusions.Add(new ClassConfusion(label, answer, row[answer], (double)row[answer] / support));
                }
            }
        }

        // A stable sort: equal counts stay in class order.
        return [.. confusions.OrderByDescending(confusion => confusion.Count).Take(number)];
    }
}
