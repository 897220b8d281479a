using System.Text;
using Decant.Engine;

namespace Decant.Data.Sources;

/// <summary>Names what lies at a path that no source reads: what it is, and the way out, in a sentence.</summary>
internal static class ForeignData
{
    private const int Looked = 4096;
    private const string Export = "export the table as CSV";

    /// <summary>The end of a sentence about data of a task that there is not.</summary>
    public const string NoTask = "and Decant has no task for it yet";

    // By the first bytes, where they tell.
    private static readonly (byte[] Start, string Sentence)[] s_starts =
    [
        (
            "PAR1"u8.ToArray(),
            $"this is Parquet, which is read where it holds texts (source: text), and not as a table of numbers: {Export}, in Python with pandas.read_parquet(FILE).to_csv('table.csv', index=False)."
        ),
        (
            "ARROW1"u8.ToArray(),
            $"this is Arrow or Feather, which is not read: {Export}, in Python with "
                + $"pandas.read_feather(FILE).to_csv('table.csv', index=False)."
        ),
        (
            "SQLite format 3"u8.ToArray(),
            $"this is a SQLite database, which is not read: {Export}, with sqlite3 -header -csv FILE \"select * from TABLE\"."
        ),
        ([0x89, .. "HDF"u8], $"this is HDF5, which is not read: {Export}, or the images as PNG into class folders."),
        (
            [0x93, .. "NUMPY"u8],
            $"this is an array of NumPy, and no table with named columns: {Export}, in Python with "
                + $"pandas.DataFrame(array).to_csv('table.csv', index=False)."
        ),
        ([0xd0, 0xcf, 0x11, 0xe0], $"this is an old Excel or Word file, which is not read: {Export} (in Excel: Save as, CSV UTF-8)."),
        ("fLaC"u8.ToArray(), Sound("FLAC")),
        ("OggS"u8.ToArray(), Sound("Ogg")),
        ("ID3"u8.ToArray(), Sound("MP3")),
        ("%PDF"u8.ToArray(), "this is a PDF, and no data."),
    ];

    private static readonly (string[] Endings, string Sentence)[] s_endings =
    [
        ([".parquet", ".pq"], s_starts[0].Sentence),
        ([".feather", ".arrow"], s_starts[1].Sentence),
        ([".wav", ".flac", ".mp3", ".ogg", ".opus", ".m4a", ".aif", ".aiff"], Sound("recordings")),
        ([".conll", ".iob", ".bio"], "this is text with a tag for every word: read it with data: { source: conll, path: FILE }."),
        (
            [".json", ".jsonl", ".ndjson"],
            "this is JSON. Objects with a text each, one in each line or all in one list, are read with data: { source: text, path: FILE, "
                + $"text: NAME }}; of a table {Export}, in Python with pandas.read_json(FILE, lines=True).to_csv('table.csv', index=False)."
        ),
        (
            [".xml"],
            "these are XML files, perhaps boxes on images (Pascal VOC): with the images, source: image-boxes reads them. To "
                + "name what is on whole images, put them into class folders."
        ),
        ([".arff"], $"this is ARFF, which is not read: {Export}: the names of the attributes as header, below it the rows after @data."),
        ([".mat", ".rds", ".sav", ".dta", ".pkl", ".npz"], $"this is a file of another program's own, which is not read: {Export}."),
        (
            [".txt", ".md", ".text", ".en", ".de", ".fr", ".cs", ".tokens"],
            "this is text. A text in each line is read with data: { source: text, path: FILE }; a .txt with cells and a separator with data: { "
                + "source: csv, path: FILE }."
        ),
    ];

    /// <summary>What a content is by its first bytes, with the way out; null where they are no sign.</summary>
    public static string? OfStart(ReadOnlySpan<byte> start)
    {
        foreach (var (bytes, sentence) in s_starts)
        {
            if (start.StartsWith(bytes))
            {
                return sentence;
            }
        }

        return start.StartsWith("RIFF"u8) && start.Length > 12 && start[8..12].SequenceEqual("WAVE"u8) ? Sound("WAV")
            : start.StartsWith("PK"u8)
                ? $"this is a zip archive or an Excel file, which is no table: {Export} (in Excel: Save as, CSV "
                    + $"UTF-8), or name a .zip with images in class folders under source: images."
            : start.StartsWith((byte[])[0xff, 0xd8, 0xff]) || start.StartsWith((byte[])[0x89, .. "PNG"u8])
                ? "this is one image, and no table: name the folder with its class folders under source: images."
            : start.StartsWith("<?xml"u8) || start.StartsWith("<annotation"u8)
                ? "this is XML, perhaps boxes on an image (Pascal VOC): name the folder with the images under source: image-boxes."
            : start.StartsWith("<"u8) ? "this is a web page, perhaps the answer to a failed download: fetch the file again."
            : Head(start).StartsWith("@relation", StringComparison.OrdinalIgnoreCase) ? s_endings[6].Sentence
            : Head(start) is ['{' or '[', ..] ? s_endings[4].Sentence
            : null;
    }

    /// <summary>What a file or folder seems to hold, with the way out; null where nothing is known of it.</summary>
    /// <param name="path">A file or folder that exists.</param>
    public static string? Of(string path)
    {
        if (Directory.Exists(path))
        {
            string[] files = [.. Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Take(Looked)];
            return files.Length == 0 ? "this folder is empty." : OfNames(files);
        }

        var start = new byte[Looked];
        try
        {
            using var look = DataFile.OpenInflated(path);
            Array.Resize(ref start, DataFile.ReadHeader(look, start, path));
        }
        catch (DecantException)
        {
            return null;
        }

        return start.Length == 0 ? "the file is empty."
            : FileTree.IsArchive(path) ? null
            : OfStart(start)
                ?? (
                    AreNumbers(start)
                        ? "this is a table of numbers with spaces between its cells, perhaps the steps of a recording "
                            + "of sensors. Save it with commas, in Python with pandas.read_csv(FILE, "
                            + "sep=r'\\s+').to_csv('table.csv', index=False), with a row per sample."
                        : null
                )
                ?? OfEnding(Ending(path))
                ?? OfWords(start);
    }

    /// <summary>What an archive seems to hold, by the names of its files; null where it has images, or nothing is known of it.</summary>
    /// <param name="path">An archive.</param>
    public static string? OfArchive(string path)
    {
        var names = new List<string>();
        FileTree.Open(path, name =>
        {
            names.Add(name);
            return false;
        });
        return names.Count == 0 ? null : OfNames(names);
    }

    // Most of the files decide; images with XML are boxes, other images are for the source that reads them.
    private static string? OfNames(IReadOnlyList<string> names)
    {
        var endings = names
            .Select(Ending)
            .GroupBy(ending => ending)
            .OrderByDescending(group => group.Count())
            .Select(group => group.Key)
            .ToList();
        return endings.Exists(ending => ending is ".jpg" or ".jpeg" or ".png")
            ? endings[0] == ".xml" || (endings.Count > 1 && endings[1] == ".xml")
                ? OfEnding(".xml")
                : null
            : endings[0] is ".csv" or ".tsv"
                ? "these are several tables, perhaps one recording of sensors or one series each, and Decant has no "
                    + "task for sensor data or series yet. A table is one file with a row per sample: join them, with a "
                    + "row of numbers for each recording, and name that file."
                : OfEnding(endings[0]);
    }

    private static string? OfEnding(string ending) => s_endings.FirstOrDefault(known => known.Endings.Contains(ending)).Sentence;

    // Lines of letters without anything that could separate cells.
    private static string? OfWords(byte[] start) => start.AsSpan().IndexOf((byte)0) < 0 ? OfEnding(".txt") : null;

    // Numbers with nothing but spaces between them, as instruments write them.
    private static bool AreNumbers(byte[] start) =>
        Encoding.Latin1.GetString(start).Split('\n').Skip(1).Take(3).ToArray() is { Length: 3 } lines
        && Array.TrueForAll(lines, line =>
            line.Split([' ', '\r'], StringSplitOptions.RemoveEmptyEntries) is { Length: > 1 } cells
            && Array.TrueForAll(cells, CellForm.IsNumeric)
        );

    private static string Ending(string path) =>
        Path.GetExtension(path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path).ToLowerInvariant();

    private static string Head(ReadOnlySpan<byte> start) => Encoding.Latin1.GetString(start[..Math.Min(start.Length, 64)]).TrimStart();

    private static string Sound(string form) =>
        $"this is sound ({form}), {NoTask}: give a table with numbers that describe each recording, or spectrograms "
        + $"as images in class folders.";
}
