using System.Collections.Concurrent;
using System.Globalization;
using Decant.Tables;

namespace Decant.Prediction;

/// <summary>How rows are written, and which of their texts a model does not know; safe from several threads.</summary>
/// <param name="encoding">The name of the encoding; null to see it.</param>
internal sealed class TableText(string? encoding)
{
    private readonly ConcurrentDictionary<(string Column, string Text), int> _unknown = [];

    /// <summary>The name of the encoding; null to see it.</summary>
    public string? Encoding => encoding;

    /// <summary>A sentence for each column with texts that training did not have: their code is that of all others.</summary>
    public IEnumerable<string> Notes =>
        from unknown in _unknown
        group unknown by unknown.Key.Column into column
        orderby column.Key
        let texts = column.OrderBy(unknown => unknown.Key.Text, StringComparer.Ordinal).Select(unknown => $"'{unknown.Key.Text}'").ToArray()
        let rows = column.Sum(unknown => unknown.Value)
        select string.Create(
            CultureInfo.InvariantCulture,
            $"column {column.Key}: {rows} {(rows == 1 ? "row has" : "rows have")} a text that training did not have, and count as none "
                + $"that it had: {string.Join(", ", texts.Take(MostTexts))}"
                + $"{(texts.Length > MostTexts ? $" and {texts.Length - MostTexts} more" : "")}."
        );

    private const int MostTexts = 5;

    /// <summary>Counts the texts of a row that the model does not know.</summary>
    /// <param name="table">The model's table.</param>
    /// <param name="row">The texts by the names of their columns.</param>
    public void Note(TableSchema table, IReadOnlyDictionary<string, string> row)
    {
        foreach (var column in table.Categories)
        {
            var text = row[column.Name].Trim();
            if (column.CodeOf(text, table.Notation) == TableColumn.Other)
            {
                _unknown.AddOrUpdate((column.Name, text), 1, (_, count) => count + 1);
            }
        }
    }
}
