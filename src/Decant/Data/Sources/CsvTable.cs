using System.Globalization;
using System.Text;
using CsvHelper;
using Decant.Engine;

namespace Decant.Data.Sources;

/// <summary>The cells of a CSV file, as text.</summary>
/// <param name="File">Where it lies.</param>
/// <param name="Columns">Names of the columns; their numbers, from 0, where the file has no header.</param>
/// <param name="HasHeader">Whether the first line names the columns.</param>
/// <param name="Rows">Cells without spaces around them, and the line in the file.</param>
internal sealed record CsvTable(string File, IReadOnlyList<string> Columns, bool HasHeader, IReadOnlyList<(string[] Cells, int Line)> Rows)
{
    // Strict: letters of another encoding would all become the same replacement letter, and so classes would merge.
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file, plain or compressed with gzip.</param>
    /// <param name="separator">What stands between cells; null to see it from the first lines.</param>
    /// <param name="hasHeader">Whether the first line names the columns; null to see it from the cells.</param>
    /// <exception cref="DecantException">The file is missing, empty or no UTF-8, or its rows are of different lengths.</exception>
    public static CsvTable Read(string path, char? separator, bool? hasHeader)
    {
        var rows = new List<(string[] Cells, int Line)>();
        var options = new CsvReaderOptions
        {
            Separator = separator, HasHeader = false, TrimWhitespace = true, TrackLineNumbers = true, MalformedData = CsvMalformedDataHandling.Throw, PoolStrings = true,
        };
        try
        {
            using var text = new StreamReader(DataFile.OpenInflated(path), Utf8);
            using var reader = CsvReader.Create(text, options);
            while (reader.Read())
            {
                var line = (int)reader.LineNumber;
                if (rows.Count > 0 && reader.FieldCount != rows[0].Cells.Length)
                {
                    throw new DecantException(
                        $"CSV '{path}', line {line}: expected {rows[0].Cells.Length} cells as in line {rows[0].Line}, received {reader.FieldCount}. The line is damaged, or data.separator is not '{reader.Separator}'.");
                }

                rows.Add(([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)], line));
            }
        }
        catch (CsvFormatException exception)
        {
            throw new DecantException($"CSV '{path}', line {exception.LineNumber}: {exception.Message} Mend the quotation marks of that line.", exception);
        }
        catch (DecoderFallbackException exception)
        {
            throw new DecantException(
                $"CSV '{path}', {(rows.Count == 0 ? "near its beginning" : $"after line {rows[^1].Line}")}: expected UTF-8, received the byte 0x{exception.BytesUnknown?[0]:x2}. Save the table again as UTF-8.", exception);
        }
        catch (InvalidDataException exception)
        {
            throw new DecantException($"CSV '{path}': its gzip compression is damaged{(rows.Count == 0 ? "" : $" after {rows.Count} rows")} ({exception.Message}). Fetch it again.", exception);
        }

        if (rows.Count == 0)
        {
            throw new DecantException($"CSV '{path}': the file has no rows.");
        }

        var names = hasHeader ?? LooksLikeHeader(rows);
        var columns = rows[0].Cells.Select((cell, index) => names ? cell : index.ToString(CultureInfo.InvariantCulture)).ToList();
        return columns.GroupBy(column => column).FirstOrDefault(group => group.Count() > 1) is { } twice
            ? throw new DecantException($"CSV '{path}': the header names column '{twice.Key}' {twice.Count()} times. Give every column a name of its own, or set data.header: false.")
            : new CsvTable(path, columns, names, names ? rows[1..] : rows);
    }

    /// <summary>The place of a column that is given by name or by number.</summary>
    /// <exception cref="DecantException">There is no such column.</exception>
    public int Find(string column, string option)
    {
        var place = Columns.ToList().IndexOf(column);
        return place >= 0 ? place
            : int.TryParse(column, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < Columns.Count ? number
            : throw new DecantException($"CSV '{File}', data.{option}: {NearestName.Explain("column", column, Columns)}; or a number from 0 to {Columns.Count - 1}.");
    }

    // A header is a line without numbers above a line with some.
    private static bool LooksLikeHeader(List<(string[] Cells, int Line)> rows) =>
        rows.Count > 1 && !rows[0].Cells.Any(IsNumber) && rows[1].Cells.Any(IsNumber);

    private static bool IsNumber(string cell) => double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
}
