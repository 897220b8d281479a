namespace Decant.Tasks.Classes;

/// <summary>
/// Finds out whether a network that answers no better than chance knows the classes in another order: the order under which its answers are
/// likeliest, Σ ln p of the column that each class gets. It is found on one half of the samples and judged on the other, both ways, so that
/// it cannot praise itself.
/// </summary>
internal static class ClassOrderSearch
{
    /// <summary>The order, and the share of samples that are right under it.</summary>
    /// <param name="logits">[N, C], rows of at least as many columns as there are classes.</param>
    /// <param name="columns">C.</param>
    /// <param name="labels">[N].</param>
    /// <param name="classes">Classes of the data.</param>
    /// <returns>The column of each class; null where no order is better than chance.</returns>
    public static (IReadOnlyList<int> Columns, double Accuracy)? Run(float[] logits, int columns, IReadOnlyList<int> labels, int classes)
    {
        var all = Enumerable.Range(0, labels.Count).ToArray();
        if (columns < classes || labels.Any(label => label < 0))
        {
            return null;
        }

        // Halves of every class alike.
        var half = new int[labels.Count];
        foreach (var group in all.GroupBy(n => labels[n]))
        {
            foreach (var (n, place) in group.Select((n, place) => (n, place)))
            {
                half[n] = place % 2;
            }
        }

        var right = Enumerable.Range(0, 2).Sum(side => Right(Order(all.Where(n => half[n] != side)), all.Where(n => half[n] == side)));
        var largest = labels.GroupBy(label => label).Max(group => group.Count()) / (double)labels.Count;
        var isChance = right / (double)labels.Count < largest + (3 * Math.Sqrt(largest * (1 - largest) / labels.Count));
        var order = Order(all);
        return isChance ? null : (order, Right(order, all) / (double)labels.Count);

        int[] Order(IEnumerable<int> samples)
        {
            var gain = new double[classes, columns];
            foreach (var n in samples)
            {
                var row = logits.AsSpan(n * columns, columns);
                double most = row[0],
                    sum = 0;
                foreach (var logit in row)
                {
                    most = Math.Max(most, logit);
                }

                foreach (var logit in row)
                {
                    sum += Math.Exp(logit - most);
                }

                for (var column = 0; column < columns; column++)
                {
                    gain[labels[n], column] += row[column] - most - Math.Log(sum);
                }
            }

            return Assignment.Largest(gain);
        }

        int Right(int[] order, IEnumerable<int> samples) =>
            samples.Count(n => order.All(column => logits[(n * columns) + column] <= logits[(n * columns) + order[labels[n]]]));
    }
}
