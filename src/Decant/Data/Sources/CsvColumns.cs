using Decant.Engine;
using Decant.Tables;

namespace Decant.Data.Sources;

/// <summary>What is done with a missing number.</summary>
internal enum MissingNumbers
{
    /// <summary>An error that names the cell.</summary>
    Refuse,

    /// <summary>The mean of the column in the training rows.</summary>
    Mean,

    /// <summary>The row is left out.</summary>
    Drop,
}

/// <summary>
/// How columns of text become numbers, decided on the training rows. A column whose every cell is a number is one number, and one that is
/// mostly numbers must be; any other is one column of 0 and 1 for each of its values, sorted; a missing value counts as a value there, and
/// a value that training has not is 0 everywhere.
/// </summary>
internal static class CsvColumns
{
    private const int MostValues = 256;

    // So many different values may a text have in however few rows; and so many different numbers make a column one of numbers.
    private const int FewValues = 16;

    /// <summary>Looks at the columns of the training rows.</summary>
    /// <param name="train">The rows.</param>
    /// <param name="places">Places of the columns to learn from.</param>
    /// <param name="reading">How the cells are written.</param>
    /// <param name="missing">What is done with a missing number.</param>
    /// <exception cref="DecantException">A column cannot be used; it names all of them.</exception>
    public static IReadOnlyList<TableColumn> Of(CsvTable train, IEnumerable<int> places, CsvReading reading, MissingNumbers missing)
    {
        var (columns, problems, position) = (new List<TableColumn>(), new List<string>(), 0);
        foreach (var place in places)
        {
            var (column, problem) = Of(train, place, position, reading, missing);
            if (problem is not null)
            {
                problems.Add($"CSV '{train.File}'{problem}");
                continue;
            }

            columns.Add(column!);
            position += column!.Width;
        }

        return problems.Count == 0 ? columns : throw new DecantException(string.Join(Environment.NewLine, problems));
    }

    private static (TableColumn? Column, string? Problem) Of(
        CsvTable train,
        int place,
        int position,
        CsvReading reading,
        MissingNumbers missing
    )
    {
        var (name, notation) = (train.Columns[place], reading.Notation);
        var present = train.Rows.Where(row => !notation.IsMissing(row.Cells[place])).ToList();
        if (present.Count == 0)
        {
            return (null, $": column {name} has no values. Leave it out with data.drop: {name}.");
        }

        string[] cells = [.. present.Select(row => row.Cells[place])];
        var numbers = new List<double>();
        (string[] Cells, int Line) text = default;
        foreach (var row in present)
        {
            if (notation.TryNumber(row.Cells[place], out var number))
            {
                numbers.Add(number);
            }
            else if (text.Cells is null)
            {
                text = row;
            }
        }

        if (text.Cells is null)
        {
            return (
                new TableColumn(name, TableColumnKind.Number, position)
                {
                    FillIn = missing == MissingNumbers.Mean ? numbers.Average() : null,
                },
                null
            );
        }

        if (CellForm.Explain(name, cells, reading) is { } form)
        {
            return (null, $", line {text.Line}: {form}");
        }

        if (numbers.Count * 2 > present.Count && numbers.Distinct().Count() > FewValues)
        {
            return (
                null,
                $", line {text.Line}, column {name}: expected a number as in {numbers.Count} other rows, received '{text.Cells[place]}'. "
                    + $"Mend the cell, name the text in data.missing-texts where it means that the number is missing, "
                    + $"or leave the column out with data.drop: {name}."
            );
        }

        string[] values =
        [
            .. train
                .Rows.Select(row => notation.IsMissing(row.Cells[place]) ? TableColumn.Missing : row.Cells[place])
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
        var most = Math.Clamp(train.Rows.Count / 2, FewValues, MostValues);
        if (values.Length > most)
        {
            return (
                null,
                CellForm.ExplainMany(name, cells) is { } many
                    ? $", line {text.Line}: {many}"
                    : $": column {name} has {values.Length} different values in {train.Rows.Count} rows, of which "
                        + $"'{text.Cells[place]}' (line {text.Line}) is no number; "
                        + $"texts may have {most}. Mend the cells, join values that mean the same, or leave the "
                        + $"column out with data.drop: {name}."
            );
        }

        return (new TableColumn(name, TableColumnKind.Category, position) { Categories = values }, null);
    }
}
