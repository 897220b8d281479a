using System.Globalization;
using System.Text;
using CsvHelper;
using Decant.Engine;
using Decant.Tables;

namespace Decant.Data.Sources;

/// <summary>The cells of a CSV file, as text.</summary>
/// <param name="File">Where it lies.</param>
/// <param name="Columns">Names of the columns; their numbers, from 0, where the file has no header, or no name for a column.</param>
/// <param name="HasHeader">Whether the first line names the columns.</param>
/// <param name="Rows">Cells without spaces around them, and the line in the file.</param>
internal sealed record CsvTable(string File, IReadOnlyList<string> Columns, bool HasHeader, IReadOnlyList<(string[] Cells, int Line)> Rows)
{
    /// <summary>What comes between the cells.</summary>
    public char Separator { get; init; }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file, plain or compressed with gzip.</param>
    /// <param name="reading">What is known of its text.</param>
    /// <exception cref="DecantException">The file is missing, empty or of another encoding, or its rows are of different
    /// lengths.</exception>
    public static CsvTable Read(string path, CsvReading reading) => Read(path, reading, () => CsvText.Open(path, reading));

    /// <summary>The same of letters from elsewhere.</summary>
    /// <inheritdoc cref="Read(string, CsvReading)"/>
    /// <param name="path">The file, for messages.</param>
    /// <param name="reading">What is known of its text.</param>
    /// <param name="open">Opens the letters.</param>
    public static CsvTable Read(string path, CsvReading reading, Func<TextReader> open)
    {
        var rows = new List<(string[] Cells, int Line)>();
        var options = new CsvReaderOptions
        {
            Separator = reading.Separator,
            HasHeader = false,
            TrimWhitespace = true,
            TrackLineNumbers = true,
            MalformedData = CsvMalformedDataHandling.Throw,
            PoolStrings = true,
        };
        var separator = ',';
        try
        {
            using var text = open();
            using var reader = CsvReader.Create(text, options);
            while (reader.Read())
            {
                var line = (int)reader.LineNumber;
                if (rows.Count > 0 && reader.FieldCount != rows[0].Cells.Length)
                {
                    throw new DecantException(
                        $"CSV '{path}', line {line}: expected {rows[0].Cells.Length} cells as in line "
                            + $"{rows[0].Line}, received {reader.FieldCount}. The line is damaged, or data.separator is "
                            + $"not '{Shown(reader.Separator)}'."
                    );
                }

                rows.Add(([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)], line));
            }

            separator = reader.Separator;
        }
        catch (CsvFormatException exception)
        {
            throw new DecantException(
                $"CSV '{path}', line {exception.LineNumber}: {exception.Message} Mend the quotation marks of that line.",
                exception
            );
        }
        catch (DecoderFallbackException exception)
        {
            throw new DecantException(
                CsvText.Explain(
                    reading,
                    path,
                    rows.Count == 0 ? "near its beginning" : $"after line {rows[^1].Line}",
                    exception.BytesUnknown?.FirstOrDefault() ?? 0
                ),
                exception
            );
        }
        catch (InvalidDataException exception)
        {
            throw new DecantException(
                $"CSV '{path}': its gzip compression is "
                    + $"damaged{(rows.Count == 0 ? "" : $" after {rows.Count} rows")} ({exception.Message}). Fetch it "
                    + $"again.",
                exception
            );
        }

        if (rows.Count == 0)
        {
            throw new DecantException($"CSV '{path}': the file is empty: it has no rows. Export the table again, or name another file.");
        }

        var names = reading.HasHeader ?? CsvHeader.IsFirst(rows);
        // A header that has all the names that are given says their order.
        var given = names && reading.Columns.All(rows[0].Cells.Contains) ? [] : reading.Columns;
        if (given.Count > 0 && given.Count != rows[0].Cells.Length)
        {
            throw new DecantException(
                $"CSV '{path}': data.columns names {given.Count} columns, and the rows have {rows[0].Cells.Length} "
                    + $"cells. Name every column, also those of data.drop and data.label."
            );
        }

        string[] columns =
            given.Count > 0
                ? [.. given]
                :
                [
                    .. rows[0]
                        .Cells.Select((cell, index) => names && cell.Length > 0 ? cell : index.ToString(CultureInfo.InvariantCulture)),
                ];
        return columns.GroupBy(column => column).FirstOrDefault(group => group.Count() > 1) is { } twice
            ? throw new DecantException(
                $"CSV '{path}': the header names column '{twice.Key}' {twice.Count()} times. Give every column a "
                    + $"name of its own, or set data.header: false."
            )
            : new CsvTable(path, columns, names, names ? rows[1..] : rows) { Separator = separator };
    }

    /// <summary>Refuses a table of a header alone.</summary>
    /// <exception cref="DecantException">There is no row.</exception>
    public void RequireRows()
    {
        if (Rows.Count == 0)
        {
            throw new DecantException(
                $"CSV '{File}': there is a header ({string.Join(", ", Columns)}) and no row below it. Export the "
                    + $"table with its rows, or name another file."
            );
        }
    }

    /// <summary>The place of a column that is given by name or by number.</summary>
    /// <exception cref="DecantException">There is no such column.</exception>
    public int Find(string column, string option)
    {
        var place = Columns.ToList().IndexOf(column);
        return place >= 0 ? place
            : int.TryParse(column, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < Columns.Count ? number
            : throw new DecantException(
                $"CSV '{File}', data.{option}: {NearestName.Explain("column", column, Columns)}; or a number from 0 to {Columns.Count - 1}."
            );
    }

    /// <summary>The places of a network's columns in this table, by name.</summary>
    /// <exception cref="DecantException">A column is missing.</exception>
    public int[] Places(TableSchema schema)
    {
        schema.RequireColumns($"CSV '{File}'", Columns);
        var places = Columns.Select((name, place) => (name, place)).ToDictionary(column => column.name, column => column.place);
        return [.. schema.Columns.Select(column => places[column.Name])];
    }

    /// <summary>A separator as data.separator has it.</summary>
    public static string Shown(char separator) => separator == '\t' ? "tab" : $"{separator}";
}
