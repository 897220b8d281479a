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
    /// <summary>The answers to the rows of a file, for which the model's file says nothing of a table.</summary>
    /// <param name="path">A CSV file, plain or compressed with gzip.</param>
    /// <param name="width">D, numbers that the model takes.</param>
    /// <param name="text">How the rows are written.</param>
    /// <exception cref="DecantException">The file cannot be read, or its columns are not the model's.</exception>
    public static IEnumerable<SampleToScore> Of(string path, int width, TableText text)
    {
        var cells = Read(path, new TableNotation(), text);
        return cells.Columns.Count == width
            ? cells.Rows.Select(row => new SampleToScore(NameOf(path, row.Line), destination =>
                Numbers(row.Cells, cells.Columns, destination)
            ))
            : throw new DecantException(
                $"'{path}': expected {width} columns of numbers, as the model takes, received "
                    + $"{cells.Columns.Count}: {string.Join(", ", cells.Columns)}. Leave out what was no input in training."
            );
    }

    /// <summary>The rows of a file by the names of their columns.</summary>
    /// <param name="path">A CSV file, plain or compressed with gzip.</param>
    /// <param name="table">What the model's file says of its table.</param>
    /// <param name="text">How the rows are written; is told which of their texts the model does not know.</param>
    /// <returns>Names of the rows, and each row or what is wrong with it.</returns>
    /// <exception cref="DecantException">The file cannot be read, or lacks a column of the model.</exception>
    public static IEnumerable<(string Name, TableRow Row, string? Problem)> Of(string path, TableSchema table, TableText text)
    {
        var cells = Read(path, table.Notation, text);
        table.RequireColumns($"'{path}'", cells.Columns);
        return cells.Rows.Select(row =>
        {
            var name = NameOf(path, row.Line);
            try
            {
                var words = cells.Columns.Zip(row.Cells).ToDictionary(cell => cell.First, cell => cell.Second);
                var encoded = table.Encode(words);
                text.Note(table, words);
                return (name, encoded, (string?)null);
            }
            catch (DecantException problem)
            {
                return (name, default(TableRow), problem.Message);
            }
        });
    }

    private static CsvTable Read(string path, TableNotation notation, TableText text)
    {
        var cells = CsvTable.Read(
            path,
            new CsvReading(null, null, [], text.Encoding, notation, StatesMissing: false) { EncodingPlace = "--encoding" }
        );
        cells.RequireRows();
        return cells;
    }

    private static string NameOf(string path, int line) => string.Create(CultureInfo.InvariantCulture, $"{path}:{line}");

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
}
