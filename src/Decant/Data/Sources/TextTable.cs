using System.Globalization;
using Decant.Engine;

namespace Decant.Data.Sources;

/// <summary>The cells of a file of texts, as they are written.</summary>
/// <param name="File">Where it lies.</param>
/// <param name="Columns">Names of the columns; their numbers, from 0, where the file has no header.</param>
/// <param name="HasNames">Whether the file names its columns.</param>
/// <param name="Rows">Cells, and the line in the file or the number of the row.</param>
internal sealed record TextTable(string File, IReadOnlyList<string> Columns, bool HasNames, IReadOnlyList<(string[] Cells, int Line)> Rows)
{
    /// <summary>The place of a column that is given by name or by number.</summary>
    /// <exception cref="DecantException">There is no such column.</exception>
    public int Find(string column, string option)
    {
        var place = Columns.ToList().IndexOf(column);
        return place >= 0 ? place
            : int.TryParse(column, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < Columns.Count ? number
            : throw new DecantException(
                $"Texts '{File}', data.{option}: {NearestName.Explain("column", column, Columns)}; or a number from 0 to {Columns.Count - 1}."
            );
    }

    /// <summary>The same cells as a table's.</summary>
    public CsvTable Table => new(File, Columns, HasNames, Rows);
}
