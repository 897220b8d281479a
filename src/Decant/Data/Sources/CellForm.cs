using System.Globalization;
using System.Text.RegularExpressions;

namespace Decant.Data.Sources;

/// <summary>What the cells of a column that are no numbers seem to be, and the way out.</summary>
internal static partial class CellForm
{
    // Nearly all of a column's cells.
    private const double Most = 0.9;

    // Words per cell from which on a column is prose.
    public const double WordsOfText = 4;

    /// <summary>Whether a cell holds a number in any country's notation.</summary>
    public static bool IsNumeric(string cell) =>
        double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
        || DecimalComma().IsMatch(cell)
        || Groups().IsMatch(cell);

    /// <summary>Whether a cell holds a date.</summary>
    public static bool IsDate(string cell) => Date().IsMatch(cell);

    /// <summary>Whether a cell names an image file.</summary>
    public static bool IsImageFile(string cell) => ImageFile().IsMatch(cell);

    /// <summary>
    /// What is wrong with a column, as the rest of a sentence with the way out; null where its cells are of no form that is known.
    /// </summary>
    /// <param name="column">The column's name.</param>
    /// <param name="cells">Its cells, without missing ones.</param>
    /// <param name="reading">How they were read.</param>
    public static string? Explain(string column, IReadOnlyList<string> cells, CsvReading reading)
    {
        var texts = cells.Where(cell => !reading.Notation.TryNumber(cell, out _)).ToArray();
        if (texts.Length == 0)
        {
            return null;
        }

        bool IsMostly(Func<string, bool> form) => cells.Count(form) >= Most * cells.Count;
        var example = texts[0];
        if (texts.Count(IsNumeric) >= Most * texts.Length)
        {
            // Next to numbers with a decimal point, one with a comma is a slip and no notation.
            var isSlip =
                reading.Notation.Decimal == '.'
                && texts.Any(text => !Groups().IsMatch(text))
                && cells.Any(cell => cell.Contains('.') && reading.Notation.TryNumber(cell, out _));
            return isSlip ? null : Number(column, example, texts, reading);
        }

        return IsMostly(cell => WithUnit().IsMatch(cell))
                ? $"column {column} holds numbers with a sign or unit, such as '{example}'. Leave only the number in "
                    + $"the cells, and name the unit in the header: {column} (unit)."
            : IsMostly(cell => ImageFile().IsMatch(cell))
                ? $"column {column} names image files, such as '{example}'. Pictures are read by data: {{ source: "
                    + $"images }}; leave the column out with data.drop: {column}."
            : IsMostly(cell => SoundFile().IsMatch(cell))
                ? $"column {column} names sound files, such as '{example}'. This is sound, and Decant has no task for "
                    + $"it yet: give numbers that describe each recording, or leave the column out with data.drop: "
                    + $"{column}."
            : null;
    }

    /// <summary>What is wrong with a column of too many different texts; null where its cells are of no form that is known.</summary>
    public static string? ExplainMany(string column, IReadOnlyList<string> cells)
    {
        bool IsMostly(Func<string, bool> form) => cells.Count(form) >= Most * cells.Count;
        var words = cells.Average(cell => (double)cell.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length);
        return IsMostly(cell => Date().IsMatch(cell))
                ? $"column {column} holds dates, such as '{cells[0]}', which a network cannot take as they are. "
                    + $"Replace it by numbers (year, month, weekday, days since a date), or leave it out with data.drop: "
                    + $"{column}."
            : words >= WordsOfText
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"column {column} holds text, such as '{Shortened(cells[0])}'. This is text of {words:0} words "
                        + $"a row, and a table takes numbers and short categories. Learn from the text alone with data: {{ source: text, "
                        + $"path: FILE }}, or leave it out with data.drop: {column}."
                )
            : cells.Distinct().Count() == cells.Count
                ? $"column {column} has another text in every row, such as '{Shortened(cells[0])}': it names the "
                    + $"rows, and nothing can be learnt from it. Leave it out with data.drop: {column}."
            : null;
    }

    private static string Number(string column, string example, string[] texts, CsvReading reading)
    {
        var (point, group) = (reading.Notation.Decimal, reading.Notation.Thousands);
        if (point == ',')
        {
            return $"column {column} holds numbers such as '{example}', and data.decimal is a comma. Set data.decimal: "
                + $"'.', or data.thousands to the sign between the digits.";
        }

        if (Array.TrueForAll(texts, text => Groups().IsMatch(text)))
        {
            var sign = texts[0].First(letter => !char.IsAsciiDigit(letter) && letter is not ('+' or '-'));
            var word = char.IsWhiteSpace(sign)
                ? "space"
                : $"'{(sign == '\u2019' ? "\\'" : $"{sign}")}'".Replace("'''", "\"'\"", StringComparison.Ordinal);
            return $"column {column} holds numbers with a sign between groups of digits, such as '{example}'. Set data.thousands: {word}"
                + (
                    sign == ',' && Array.TrueForAll(texts, text => DecimalComma().IsMatch(text))
                        ? $"; if the comma is a decimal sign, data.decimal: ','."
                        : "."
                );
        }

        return texts.Any(text => text.Contains(',') && text.IndexOf('.') is >= 0 and var dot && dot < text.LastIndexOf(','))
                ? $"column {column} holds numbers such as '{example}', with a comma as decimal sign and a point "
                    + $"between groups of digits. Set data.decimal: ',' and data.thousands: '.'."
            : group is null ? $"column {column} holds numbers with a decimal comma, such as '{example}'. Set data.decimal: ','."
            : $"column {column} holds numbers such as '{example}', and data.thousands is '{group}'. Leave "
                + $"data.thousands out, or set data.decimal: ','.";
    }

    private static string Shortened(string text) => text.Length <= 60 ? text : $"{text[..60]}…";

    [GeneratedRegex(@"^[+-]?(\d+|\d{1,3}([. '’\u00a0\u202f]\d{3})+),\d+([eE][+-]?\d+)?$")]
    private static partial Regex DecimalComma();

    [GeneratedRegex(@"^[+-]?\d{1,3}(([, '’\u00a0\u202f]\d{3})+(\.\d+)?|(\.\d{3}){2,})$")]
    private static partial Regex Groups();

    [GeneratedRegex(@"^([€$£¥]\s*[+-]?[\d.,]+|[+-]?\d[\d.,]*\s*(%|‰|°|[€$£¥]|°?[CFK]|[kcmµn]?m[²³23]?|k?g|EUR|USD|h|s|ms|円|年|歳))$")]
    private static partial Regex WithUnit();

    [GeneratedRegex(
        @"^(\d{4}[-/.]\d{1,2}([-/.]\d{1,2})?|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{1,2}[- ][A-Za-z]{3,9}[- ]\d{2,4}|\d{4}年\d{1,2}月(\d{1,2}日)?)([T ]\d{1,2}:\d{2}.*)?$"
    )]
    private static partial Regex Date();

    [GeneratedRegex(@"\.(jpe?g|png|webp|bmp|gif|tiff?)$", RegexOptions.IgnoreCase)]
    private static partial Regex ImageFile();

    [GeneratedRegex(@"\.(wav|flac|ogg|mp3|m4a|opus|aiff?)$", RegexOptions.IgnoreCase)]
    private static partial Regex SoundFile();
}
