using System.Globalization;
using System.Text.RegularExpressions;
using Decant.Notices;
using Decant.Tables;

namespace Decant.Data.Sources;

/// <summary>What a reader of a result must know about how a table was understood.</summary>
internal static partial class CsvNotes
{
    private const int FewestRows = 20;
    private const int MostNamed = 5;

    /// <summary>The sentences.</summary>
    /// <param name="train">The training rows.</param>
    /// <param name="schema">How they were understood.</param>
    /// <param name="reading">How the cells are written.</param>
    public static IEnumerable<Notice> Of(CsvTable train, TableSchema schema, CsvReading reading)
    {
        if (train.HasHeader && reading.HasHeader is null && !train.Rows.Take(MostNamed).Any(row => row.Cells.Any(CellForm.IsNumeric)))
        {
            yield return $"The first line "
                + $"({string.Join(", ", train.Columns.Take(MostNamed))}{(train.Columns.Count > MostNamed ? ", …" : "")}) "
                + $"is taken for the names of the columns. If it is a row, set data.header: false.";
        }

        foreach (var (column, place) in schema.Columns.Zip(train.Places(schema)))
        {
            string[] cells = [.. train.Rows.Select(row => row.Cells[place]).Where(cell => !reading.Notation.IsMissing(cell))];
            if (train.Rows.Count > 1 && train.Rows.All(row => row.Cells[place] == train.Rows[0].Cells[place]))
            {
                yield return Notice.Warning(
                    $"column {column.Name} is '{train.Rows[0].Cells[place]}' in every row: nothing can be learnt from it. Leave it out with "
                        + $"data.drop: {column.Name}."
                );
            }
            else if (column.Kind == TableColumnKind.Number && NumbersRows(column.Name, cells, train.Rows.Count, reading.Notation))
            {
                yield return Notice.Warning(
                    $"column {column.Name} seems to number the rows. What is learnt from it holds for these rows "
                        + $"alone: leave it out with data.drop: {column.Name}."
                );
            }
            else if (column.IsCategory && cells.Length > 0 && cells.All(CellForm.IsDate))
            {
                yield return Notice.Warning(
                    $"column {column.Name} holds dates, and each of its {column.Categories.Count} dates is a "
                        + $"category by itself; a later date is unknown to the network. Replace it by numbers (year, "
                        + $"month, weekday), or leave it out with data.drop: {column.Name}."
                );
            }
        }

        if (ForeignTable.Steps(train, schema) is { } steps)
        {
            yield return Notice.Warning(steps);
        }

        var missing = schema
            .Columns.Zip(train.Places(schema))
            .SelectMany(column =>
                train
                    .Rows.Select(row => row.Cells[column.Second])
                    .Where(cell => cell is not ("" or "?") && reading.Notation.IsMissing(cell))
            )
            .GroupBy(cell => cell)
            .OrderByDescending(group => group.Count())
            .ToArray();
        if (missing.Length > 0)
        {
            yield return $"Taken as missing: "
                + $"{string.Join(", ", missing.Select(group => string.Create(CultureInfo.InvariantCulture, $"'{group.Key}' ({group.Count()} times)")))}. data.missing-texts names other texts.";
        }
    }

    // Whole numbers, another one in every row, and either without a gap or in a column of such a name.
    private static bool NumbersRows(string name, string[] cells, int rows, TableNotation notation)
    {
        if (cells.Length < FewestRows || cells.Length < rows)
        {
            return false;
        }

        double[] numbers = [.. cells.Select(cell => notation.TryNumber(cell, out var number) ? number : double.NaN)];
        return Array.TrueForAll(numbers, number => number == Math.Floor(number))
            && numbers.Distinct().Count() == numbers.Length
            && (numbers.Max() - numbers.Min() == numbers.Length - 1 || Identifier().IsMatch(name));
    }

    [GeneratedRegex(
        @"^(?i:(.*[_ .-])?(id|uid|guid|index|idx|nr|no|num|number|key|row|nummer|kennung|numéro|番号|unnamed: \d+))$|[a-z]I[dD]$"
    )]
    private static partial Regex Identifier();
}
