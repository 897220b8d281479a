using Decant.Engine;

namespace Decant.Data.Sources;

/// <summary>Files of texts, in each form that is known.</summary>
internal static class TextFile
{
    private static readonly (string Ending, TextForm Form)[] s_endings =
    [
        (".tsv", TextForm.Tsv),
        (".csv", TextForm.Csv),
        (".jsonl", TextForm.Jsonl),
        (".ndjson", TextForm.Jsonl),
        (".json", TextForm.Jsonl),
        (".parquet", TextForm.Parquet),
    ];

    /// <summary>The form that a file's name tells; a text in each line where it tells none.</summary>
    public static TextForm FormOf(string path) =>
        s_endings
            .Where(known => Plain(path).EndsWith(known.Ending, StringComparison.OrdinalIgnoreCase))
            .Select(known => known.Form)
            .FirstOrDefault(TextForm.Lines);

    /// <summary>Whether a file's name tells its form.</summary>
    public static bool IsNamed(string path) => FormOf(path) != TextForm.Lines;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file, plain or compressed with gzip, perhaps in an archive.</param>
    /// <param name="form">How it is written; null to go by its name.</param>
    /// <param name="hasHeader">Whether the first line names the columns; null to see it.</param>
    /// <exception cref="DecantException">It cannot be read; all that is wrong with its lines is in the message.</exception>
    public static TextTable Read(string path, TextForm? form, bool? hasHeader) =>
        (form ?? FormOf(path)) switch
        {
            TextForm.Tsv => TsvText.Read(path, hasHeader),
            TextForm.Csv => Csv(path, hasHeader),
            TextForm.Jsonl => JsonLinesText.Read(path),
            TextForm.Parquet => ParquetText.Read(path),
            _ => Lines(path),
        };

    /// <summary>What the first lines of a file hold; null where they are nothing of its form.</summary>
    /// <param name="path">A file that exists.</param>
    public static TextTable? Start(string path)
    {
        const int tries = 20;
        var form = FormOf(path);
        try
        {
            if (form == TextForm.Parquet)
            {
                return ParquetText.Read(path);
            }

            if (TextLines.Start(path) is not { } lines)
            {
                return null;
            }

            // The first lines may end inside of a text with quotation marks.
            for (var count = lines.Count; form == TextForm.Csv && count > Math.Max(0, lines.Count - tries); count--)
            {
                if (Csv(path, lines.Take(count)) is { } table)
                {
                    return table;
                }
            }

            return form switch
            {
                TextForm.Tsv => TsvText.Of(path, lines, hasHeader: null),
                TextForm.Jsonl => JsonLinesText.Of(path, lines),
                TextForm.Lines => Lines(path, lines),
                _ => null,
            };
        }
        catch (DecantException)
        {
            return null;
        }
    }

    private static TextTable? Csv(string path, IEnumerable<string> lines)
    {
        try
        {
            var table = CsvTable.Read(path, CsvReading.Plain, () => new StringReader(string.Join('\n', lines)));
            return new TextTable(path, table.Columns, table.HasHeader, table.Rows);
        }
        catch (DecantException)
        {
            return null;
        }
    }

    private static string Plain(string path) => path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;

    private static TextTable Csv(string path, bool? hasHeader)
    {
        var table = CsvTable.Read(path, CsvReading.Plain with { HasHeader = hasHeader });
        return new TextTable(path, table.Columns, table.HasHeader, table.Rows);
    }

    private static TextTable Lines(string path)
    {
        var problems = new TextProblems(path);
        var lines = TextLines.Read(path, problems);
        problems.Throw();
        return Lines(path, lines);
    }

    private static TextTable Lines(string path, IReadOnlyList<string> lines) =>
        new(path, ["0"], HasNames: false, [.. lines.Select((line, place) => (new[] { line }, place + 1))]);
}
