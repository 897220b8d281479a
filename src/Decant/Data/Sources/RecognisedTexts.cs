namespace Decant.Data.Sources;

/// <summary>Tells texts from tables: a column is clearly text, and most of the letters are its.</summary>
internal static class RecognisedTexts
{
    private const int Looked = 1000;

    // Of all letters, and of cells that do not repeat.
    private const double MostLetters = 2.0 / 3,
        MostCells = 0.5;

    private static readonly string[] s_prose = [".txt", ".text", ".en", ".de", ".fr", ".cs", ".tokens"];

    // Parts by the names that files of data sets have.
    private static readonly (string Option, string[] Stems)[] s_parts =
    [
        ("path", ["train", "training"]),
        ("validation-file", ["validation", "valid", "val", "dev"]),
        ("test-file", ["test"]),
    ];

    /// <summary>The options that read what lies at a path; null where it is no text.</summary>
    /// <param name="path">A file or folder that exists.</param>
    public static IReadOnlyDictionary<string, string>? Of(string path) =>
        Directory.Exists(path) ? OfFolder(path)
        : TextFile.IsNamed(path) ? (IsText(TextFile.Start(path)) ? Only(path) : null)
        : IsProse(path) ? Only(path)
        : null;

    private static Dictionary<string, string> Only(string path) => new() { ["path"] = path };

    // Files for parts next to each other, or a file for each text in folders.
    private static Dictionary<string, string>? OfFolder(string path)
    {
        var files = Directory.GetFiles(path).Order(StringComparer.Ordinal).Where(TextFile.IsNamed).ToArray();
        var parts = s_parts
            .Select(part =>
                (part.Option, File: Array.Find(files, file => part.Stems.Contains(Stem(file), StringComparer.OrdinalIgnoreCase)))
            )
            .Where(part => part.File is not null)
            .ToDictionary(part => part.Option, part => part.File!);
        if (parts.TryGetValue("path", out var train) && IsText(TextFile.Start(train)))
        {
            return parts;
        }

        var below = Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Take(Looked).ToArray();
        return 2 * below.Count(file => TextFolders.IsText(file) && Path.GetDirectoryName(file) != path) > below.Length ? Only(path) : null;
    }

    private static string Stem(string file) => Path.GetFileName(file).Split('.')[0];

    private static bool IsText(TextTable? table)
    {
        if (table is not { Rows.Count: > 1 })
        {
            return false;
        }

        var columns = Enumerable
            .Range(0, table.Columns.Count)
            .Select(place =>
            {
                string[] cells = [.. table.Rows.Take(Looked).Select(row => row.Cells[place])];
                return (Letters: cells.Sum(cell => (long)cell.Length), IsText: IsText(cells));
            })
            .ToArray();
        var texts = columns.Where(column => column.IsText).Sum(column => column.Letters);
        return texts > 0 && texts >= MostLetters * columns.Sum(column => column.Letters);
    }

    private static bool IsText(string[] cells) =>
        2 * cells.Count(CellForm.IsNumeric) <= cells.Length
        && cells.Average(Words) >= CellForm.WordsOfText
        && cells.Distinct().Count() >= MostCells * cells.Length;

    private static double Words(string cell) => cell.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;

    // A text in each line, with nothing that could separate cells, and no numbers between blanks.
    private static bool IsProse(string path)
    {
        var plain = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;
        return s_prose.Contains(Path.GetExtension(plain), StringComparer.OrdinalIgnoreCase)
            && !CsvText.LooksLikeTable(path)
            && TextLines.Start(path) is { } lines
            && lines.Count(line => CellForm.IsNumeric(line.Trim().Split(' ')[0])) * 2 <= lines.Count
            && lines.Average(Words) >= CellForm.WordsOfText;
    }
}
