namespace Decant.Data.Sources;

/// <summary>Tells a header from a row.</summary>
internal static class CsvHeader
{
    private const int Looked = 50;

    /// <summary>
    /// Whether the first line names the columns: it has no numbers, and lines below have some, or dates; or, in a table of words alone, its words
    /// occur nowhere below, while most others occur again and again.
    /// </summary>
    /// <param name="rows">All lines.</param>
    public static bool IsFirst(IReadOnlyList<(string[] Cells, int Line)> rows)
    {
        var first = rows[0].Cells;
        if (first.Any(CellForm.IsNumeric))
        {
            return false;
        }

        if (rows.Count == 1)
        {
            return first.All(cell => cell.Length > 0) && first.Distinct().Count() == first.Length;
        }

        var below = rows.Skip(1).Take(Looked).Select(row => row.Cells).ToList();
        return below.Exists(cells => cells.Any(cell => CellForm.IsNumeric(cell) || CellForm.IsDate(cell)))
            || IsNewIn(first, [.. rows.Skip(1).Select(row => row.Cells)]);
    }

    private static bool IsNewIn(string[] first, List<string[]> below)
    {
        var repeats = 0;
        for (var place = 0; place < first.Length; place++)
        {
            var values = below.Select(cells => cells[place]).ToHashSet();
            if (first[place].Length == 0 || values.Contains(first[place]))
            {
                return false;
            }

            repeats += values.Count * 2 <= below.Count ? 1 : 0;
        }

        return first.Distinct().Count() == first.Length && repeats * 2 >= first.Length;
    }
}
