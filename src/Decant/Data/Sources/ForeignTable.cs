using System.Globalization;
using System.Text.RegularExpressions;
using Decant.Tables;

namespace Decant.Data.Sources;

/// <summary>Names a table whose rows are no samples: boxes on images, steps of a recording, words of a text.</summary>
internal static partial class ForeignTable
{
    private const int Fewest = 50;

    private static readonly string[][] s_boxes =
    [
        ["xmin", "ymin", "xmax", "ymax"],
        ["x_min", "y_min", "x_max", "y_max"],
        ["x1", "y1", "x2", "y2"],
        ["left", "top", "width", "height"],
        ["bbox"],
    ];

    /// <summary>What the table holds, with the way out; null where its rows are samples as far as its columns tell.</summary>
    /// <param name="table">The table.</param>
    public static string? Of(CsvTable table)
    {
        var names = table.Columns.Select(name => name.ToLowerInvariant()).ToHashSet();
        var hasImages = Enumerable
            .Range(0, table.Columns.Count)
            .Any(place => table.Rows.Count > 0 && table.Rows.Take(20).All(row => CellForm.IsImageFile(row.Cells[place])));
        return hasImages && s_boxes.Any(box => box.All(names.Contains))
            ? "this is a table of boxes on images: finding boxes is detection; name the folder of both under source: image-boxes. To "
                + "name what is on whole images, put them into class folders (source: images)."
            : null;
    }

    /// <summary>A warning that the rows seem to be steps of recordings, in the order of time; null where they do not.</summary>
    /// <param name="table">The table.</param>
    /// <param name="schema">Its columns.</param>
    public static string? Steps(CsvTable table, TableSchema schema)
    {
        foreach (
            var (column, place) in schema.Columns.Zip(table.Places(schema)).Where(column => column.First.Kind == TableColumnKind.Number)
        )
        {
            var how =
                Counts(table, place, schema.Notation) is { } steps
                    ? string.Create(CultureInfo.InvariantCulture, $"counts from row to row ({steps} times anew)")
                : Time().IsMatch(column.Name) && Grows(table, place, schema.Notation) ? "grows from row to row"
                : null;
            if (how is not null)
            {
                return $"column {column.Name} {how}: this seems to be sensor data or a time series, with a row for every "
                    + $"step. Each row is taken for a sample by itself, and neighbours may fall into training and test. "
                    + $"Give one row per recording, or separate files for validation and test, and leave the column "
                    + $"out with data.drop: {column.Name}.";
            }
        }

        return null;
    }

    private static bool Grows(CsvTable table, int place, TableNotation notation)
    {
        var before = double.NegativeInfinity;
        foreach (var (cells, _) in table.Rows)
        {
            if (!notation.TryNumber(cells[place], out var number) || number < before)
            {
                return false;
            }

            before = number;
        }

        return table.Rows.Count >= Fewest;
    }

    // A counter grows by one from nearly every row to the next, and begins again now and then.
    private static int? Counts(CsvTable table, int place, TableNotation notation)
    {
        const int mostBegins = 20;
        if (table.Rows.Count < Fewest)
        {
            return null;
        }

        var (begins, before) = (0, double.NaN);
        foreach (var (cells, _) in table.Rows)
        {
            if (!notation.TryNumber(cells[place], out var number))
            {
                return null;
            }

            begins += number == before + 1 ? 0 : 1;
            before = number;
        }

        return begins > 1 && begins * mostBegins < table.Rows.Count ? begins : null;
    }

    [GeneratedRegex("time|zeit|temps|hora|fecha|date|datum|stamp|時刻|日時|^(t|ts|step|cycle|frame|tick)s?$", RegexOptions.IgnoreCase)]
    private static partial Regex Time();
}
