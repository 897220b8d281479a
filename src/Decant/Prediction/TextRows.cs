using Decant.Data.Sources;
using Decant.Engine;

namespace Decant.Prediction;

/// <summary>Texts to ask a model about: a text in each line of a file, or a column of a table.</summary>
internal static class TextRows
{
    /// <summary>The texts of a file; lines without letters are none.</summary>
    /// <param name="path">TSV, CSV, JSON Lines or Parquet, or a text in each line; in UTF-8. The column is found by its name, else it is
    /// the first.</param>
    /// <param name="second">The second text of every pair, where the file has none; null for none.</param>
    /// <exception cref="DecantException">The file cannot be read, or is not UTF-8.</exception>
    public static IEnumerable<TextToScore> Of(string path, string? second)
    {
        var table = TextFile.Read(path, form: null, hasHeader: null);
        var (text, other) = (Place(table, TextHeader.Text) ?? 0, Place(table, TextHeader.Second));
        return from row in table.Rows
            where !string.IsNullOrWhiteSpace(row.Cells[text])
            select new TextToScore(
                FormattableString.Invariant($"{path}:{row.Line}"),
                row.Cells[text],
                other is { } place ? row.Cells[place] : second
            );
    }

    private static int? Place(TextTable table, IReadOnlyList<string> names) =>
        table.HasNames && TextHeader.Find(table.Columns, names) is >= 0 and var place ? place : null;
}
