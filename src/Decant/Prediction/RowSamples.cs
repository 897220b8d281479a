using System.Globalization;
using Decant.Data.Sources;
using Decant.Engine;
using Decant.Tables;

namespace Decant.Prediction;

/// <summary>
/// Rows of a CSV file as a model takes them: by the table that its file carries, else number by number in the order of the columns.
/// </summary>
internal static class RowSamples
{
    /// <summary>The rows of a file.</summary>
    /// <param name="path">A CSV file, plain or compressed with gzip.</param>
    /// <param name="table">What the model's file says of its table; null where it says nothing.</param>
    /// <param name="width">D, numbers that the model takes.</param>
    /// <param name="text">How the rows are written; is told which of their texts the model does not know.</param>
    /// <exception cref="DecantException">The file cannot be read, or its columns are not the model's.</exception>
    public static IEnumerable<SampleToScore> Of(string path, TableSchema? table, int width, TableText text)
    {
        var cells = CsvTable.Read(
            path,
            new CsvReading(null, null, [], text.Encoding, table?.Notation ?? new TableNotation(), StatesMissing: false)
            {
                EncodingPlace = "--encoding",
            }
        );
        cells.RequireRows();
        if (table is null && cells.Columns.Count != width)
        {
            throw new DecantException(
                $"'{path}': expected {width} columns of numbers, as the model takes, received "
                    + $"{cells.Columns.Count}: {string.Join(", ", cells.Columns)}. Leave out what was no input in training."
            );
        }

        table?.RequireColumns($"'{path}'", cells.Columns);
        return cells.Rows.Select(row => new SampleToScore(string.Create(CultureInfo.InvariantCulture, $"{path}:{row.Line}"), destination =>
            table is null ? Numbers(row.Cells, cells.Columns, destination) : Encoded(row.Cells, cells.Columns, table, destination, text)
        ));
    }

    private static string? Numbers(string[] cells, IReadOnlyList<string> columns, Span<float> destination)
    {
        for (var place = 0; place < cells.Length; place++)
        {
            if (!new TableNotation().TryNumber(cells[place], out var number) || !float.IsFinite((float)number))
            {
                return $"Column {columns[place]}: expected a finite number, received '{cells[place]}'.";
            }

            destination[place] = (float)number;
        }

        return null;
    }

    private static string? Encoded(
        string[] cells,
        IReadOnlyList<string> columns,
        TableSchema table,
        Span<float> destination,
        TableText text
    )
    {
        try
        {
            var row = columns.Zip(cells).ToDictionary(cell => cell.First, cell => cell.Second);
            table.Encode(row, destination);
            text.Note(table, row);
            return null;
        }
        catch (DecantException problem)
        {
            return problem.Message;
        }
    }
}
