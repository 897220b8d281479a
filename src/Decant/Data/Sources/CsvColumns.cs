using Decant.Engine;
using Decant.Tables;

namespace Decant.Data.Sources;

/// <summary>
/// How columns of text become numbers and codes. A column whose every cell is a number is one, and one that is mostly numbers must be; one
/// whose every cell is a date, or one of two words for yes and no, is that; any other is a category. What a type has of its own is found
/// out again from the training part (<see cref="TableFitting"/>); a recipe may state the types.
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
    /// <param name="types">Types that the recipe states, by the place of the column.</param>
    /// <exception cref="DecantException">A column cannot be used; it names all of them.</exception>
    public static IReadOnlyList<TableColumn> Of(
        CsvTable train,
        IEnumerable<int> places,
        CsvReading reading,
        IReadOnlyDictionary<int, TableColumnKind> types
    )
    {
        var (columns, problems, numbers, categories) = (new List<TableColumn>(), new List<string>(), 0, 0);
        foreach (var place in places)
        {
            var (column, problem) = Of(train, place, reading, types.TryGetValue(place, out var kind) ? kind : null);
            if (problem is not null)
            {
                problems.Add($"CSV '{train.File}'{problem}");
                continue;
            }

            columns.Add(column! with { Position = column!.IsCategory ? categories++ : numbers++ });
        }

        return problems.Count == 0 ? columns : throw new DecantException(string.Join(Environment.NewLine, problems));
    }

    private static (TableColumn? Column, string? Problem) Of(CsvTable train, int place, CsvReading reading, TableColumnKind? stated)
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

        if (stated is TableColumnKind.Number || (stated is null && text.Cells is null))
        {
            return (new TableColumn(name, TableColumnKind.Number, 0), null);
        }

        if (stated is TableColumnKind.Date || (stated is null && cells.All(cell => TableDates.Orders([cell]).Count > 0)))
        {
            return OfDates(name, present.ConvertAll(row => (row.Cells[place], row.Line)), stated is not null);
        }

        if (stated is TableColumnKind.Flag || (stated is null && TableFlags.Hold([.. cells.Distinct()])))
        {
            return (new TableColumn(name, TableColumnKind.Flag, 0), null);
        }

        if (stated is null && Explained(name, train, cells, numbers, present.Count, text, place, reading) is { } problem)
        {
            return (null, problem);
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
                    : $": column {name} has {values.Length} different values in {train.Rows.Count} rows"
                        + $"{(text.Cells is null ? "" : $", of which '{text.Cells[place]}' (line {text.Line}) is no number")}; "
                        + $"texts may have {most}. Mend the cells, join values that mean the same, or leave the "
                        + $"column out with data.drop: {name}."
            );
        }

        return (new TableColumn(name, TableColumnKind.Category, 0) { Categories = values }, null);
    }

    // What a column of texts seems to be instead of a category.
    private static string? Explained(
        string name,
        CsvTable train,
        string[] cells,
        List<double> numbers,
        int present,
        (string[] Cells, int Line) text,
        int place,
        CsvReading reading
    ) =>
        CellForm.Explain(name, cells, reading) is { } form ? $", line {text.Line}: {form}"
        : numbers.Count * 2 > present && numbers.Distinct().Count() > FewValues
            ? $", line {text.Line}, column {name}: expected a number as in {numbers.Count} other rows, received '{text.Cells[place]}'. "
                + $"Mend the cell, name the text in data.missing-texts where it means that the number is missing, "
                + $"or leave the column out with data.drop: {name}."
        : null;

    // Where day and month could be exchanged in every date, no one can tell which is which.
    private static (TableColumn? Column, string? Problem) OfDates(string name, List<(string Cell, int Line)> cells, bool isStated)
    {
        var orders = TableDates.Orders(cells.Select(cell => cell.Cell));
        if (orders.Count == 1 || !cells.Exists(cell => TableDates.HasStrokes(cell.Cell)))
        {
            return orders.Count > 0
                ? (new TableColumn(name, TableColumnKind.Date, 0) { Order = orders[0] }, null)
                : NoDate(cells.Find(cell => TableDates.Orders([cell.Cell]).Count == 0));
        }

        var stroked = cells.Find(cell => TableDates.HasStrokes(cell.Cell));
        return orders.Count == 0 ? NoDate(cells.Find(cell => TableDates.Orders([cell.Cell]).Count == 0))
            : isStated ? (new TableColumn(name, TableColumnKind.Date, 0) { Order = DateOrder.DayFirst }, null)
            : (
                null,
                $", line {stroked.Line}: column {name} holds dates such as '{stroked.Cell}', and none of them tells whether the day or the "
                    + $"month comes first. State data.types: '{name}: date' where it is the day; else write them as year-month-day, or leave "
                    + $"the column out with data.drop: {name}."
            );

        (TableColumn?, string?) NoDate((string Cell, int Line) cell) =>
            (
                null,
                cell.Cell is null
                    ? $": column {name} mixes dates with the day first and dates with the month first, such as "
                        + $"'{cells.Find(one => TableDates.HasStrokes(one.Cell)).Cell}'. Write them as year-month-day, or leave the column out "
                        + $"with data.drop: {name}."
                    : $", line {cell.Line}, column {name}: expected a date such as 2024-04-03, 3.4.2024 or 3/4/2024, received '{cell.Cell}'. "
                        + $"Mend the cell, or leave the column out with data.drop: {name}."
            );
    }
}
