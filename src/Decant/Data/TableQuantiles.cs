namespace Decant.Data;

/// <summary>Where the numbers of a table's columns lie close together, and where far apart.</summary>
internal static class TableQuantiles
{
    // More rows move quantiles little.
    private const int MostRows = 100_000;

    /// <summary>The edges of bins with about as many training rows each, for every column that is no category.</summary>
    /// <param name="rows">The training part of a table.</param>
    /// <param name="bins">The most bins of a column, 1 or more.</param>
    /// <returns>Rising edges, all different: one more than there are bins; a single one where a column is constant.</returns>
    public static IReadOnlyList<float[]> Of(Dataset rows, int bins)
    {
        var table = rows.Table!;
        var looked = Math.Min(rows.Count, MostRows);
        var columns = new float[table.NumberCount][];
        var row = new Tables.TableRow(new float[table.NumberCount], new long[table.CategoryCount]);
        for (var c = 0; c < columns.Length; c++)
        {
            columns[c] = new float[looked];
        }

        for (var n = 0; n < looked; n++)
        {
            rows.ReadRow((int)((long)n * rows.Count / looked), row);
            for (var c = 0; c < columns.Length; c++)
            {
                columns[c][n] = row.Numbers[c];
            }
        }

        return [.. columns.Select(column => Edges([.. column.Where(number => !float.IsNaN(number)).Order()], bins))];
    }

    // Where one number is so frequent that several edges fall on it, the different numbers are divided as well.
    private static float[] Edges(float[] sorted, int bins)
    {
        if (sorted.Length == 0)
        {
            return [0];
        }

        float[] different = [.. sorted.Distinct()];
        var edges = Even(sorted).Distinct().ToArray();
        return different.Length <= bins + 1 ? different
            : edges.Length < bins ? [.. edges.Concat(Even(different)).Distinct().Order()]
            : edges;

        IEnumerable<float> Even(float[] numbers) =>
            Enumerable.Range(0, bins + 1).Select(edge => numbers[(int)((long)edge * (numbers.Length - 1) / bins)]);
    }
}
