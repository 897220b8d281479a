using System.Globalization;
using Decant.Engine;

namespace Decant.Data.Sources;

/// <summary>Texts in cells between tabs. There are no quotation marks: a text may begin with one and end with none.</summary>
internal static class TsvText
{
    /// <summary>Reads a file; empty lines are left out.</summary>
    /// <exception cref="DecantException">Lines have different numbers of cells, or are no UTF-8.</exception>
    public static TextTable Read(string path, bool? hasHeader)
    {
        var problems = new TextProblems(path);
        var lines = TextLines.Read(path, problems);
        problems.Throw();
        return Of(path, lines, hasHeader);
    }

    /// <summary>The cells of lines.</summary>
    /// <exception cref="DecantException">Lines have different numbers of cells.</exception>
    public static TextTable Of(string path, IReadOnlyList<string> lines, bool? hasHeader)
    {
        var problems = new TextProblems(path);
        var rows = lines.Select((line, place) => (Cells: line.Split('\t'), Line: place + 1)).Where(row => row.Cells is not [""]).ToList();
        if (rows.Count == 0)
        {
            throw new DecantException($"Texts '{path}': there are only empty lines. Export the texts again, or name another file.");
        }

        foreach (var (cells, line) in rows.Where(row => row.Cells.Length != rows[0].Cells.Length))
        {
            problems.Add(
                line,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"expected {rows[0].Cells.Length} cells between tabs as in line {rows[0].Line}, received {cells.Length}. "
                        + $"Remove the tab inside of a text, or give the cell that is missing."
                )
            );
        }

        problems.Throw();
        var hasNames = hasHeader ?? TextHeader.IsFirst(rows);
        string[] columns = hasNames
            ? [.. rows[0].Cells.Select(cell => cell.Trim())]
            : [.. rows[0].Cells.Select((_, place) => place.ToString(CultureInfo.InvariantCulture))];
        return columns.Distinct().Count() == columns.Length
            ? new TextTable(path, columns, hasNames, hasNames ? rows[1..] : rows)
            : throw new DecantException(
                $"Texts '{path}': the header names a column twice ({string.Join(", ", columns)}). Give every column a name of its own, or "
                    + "set data.header: false."
            );
    }
}
