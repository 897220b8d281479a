using Decant.Tables;

namespace Decant.Data;

/// <summary>
/// What is learnt of a table's columns before any training, from the training part alone: what a missing number becomes, which categories
/// there are, and whether a network is told that a value was missing.
/// </summary>
internal static class TableFitting
{
    /// <summary>The same parts under a schema of the training part.</summary>
    /// <param name="parts">Training rows first; all of one table, or of tables with the same schema.</param>
    public static IReadOnlyList<Dataset> Of(params IReadOnlyList<Dataset> parts)
    {
        var rows = parts.Select(Rows).ToArray();
        if (rows.Any(part => part.Table is null) || rows[0].Places.Length == 0)
        {
            return parts;
        }

        var schema = Fitted(rows[0].Table!, rows[0].Places);
        var fitted = rows.Select(part => part.Table!).Distinct().ToDictionary(table => table, table => table.Under(schema));
        return
        [
            .. parts.Zip(rows, Dataset (part, own) =>
                part == own.Table ? fitted[own.Table] : new Subset(part.Name, fitted[own.Table!], own.Places)
            ),
        ];
    }

    private static TableSchema Fitted(MemoryTable table, int[] rows)
    {
        var schema = table.Table!;
        return schema with
        {
            Missing = null,
            Columns = [.. schema.Columns.Select(column => column.IsCategory ? OfCategory(column) : OfNumber(column))],
        };

        TableColumn OfCategory(TableColumn column)
        {
            var isThere = new bool[column.Categories.Count + 1];
            foreach (var row in rows)
            {
                isThere[table.Codes[(row * schema.CategoryCount) + column.Position]] = true;
            }

            return column with
            {
                Categories = [.. column.Categories.Where((_, place) => isThere[place + 1])],
            };
        }

        TableColumn OfNumber(TableColumn column)
        {
            if (schema.Missing is not (MissingNumbers.Mean or MissingNumbers.Median))
            {
                return column;
            }

            var numbers = rows.Select(row => table.Numbers[(row * schema.NumberCount) + column.Position]);
            double[] known = [.. numbers.Where(number => !float.IsNaN(number)).Select(number => (double)number).Order()];
            return column with
            {
                FillIn =
                    known.Length == 0 ? 0
                    : schema.Missing == MissingNumbers.Mean ? known.Average()
                    : (known[(known.Length - 1) / 2] + known[known.Length / 2]) / 2,
                TellsMissing = schema.Missing == MissingNumbers.Median && known.Length < rows.Length,
            };
        }
    }

    // Parts of parts, down to the table.
    private static (MemoryTable? Table, int[] Places) Rows(Dataset part)
    {
        int[] places = [.. Enumerable.Range(0, part.Count)];
        while (part is Subset subset)
        {
            (part, places) = (subset.Whole, [.. places.Select(subset.PlaceInWhole)]);
        }

        return (part as MemoryTable, places);
    }
}
