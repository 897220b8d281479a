using System.Globalization;
using Decant.Data.Fields;
using Decant.Engine;
using Decant.Notices;
using Decant.Tables;

namespace Decant.Data.Sources;

/// <summary>
/// A table that tells numbers, labels or the class of images, a row per sample: a column names the file. Of a path from another machine
/// (<c>C:\photos\IMG\1.jpg</c>) as much counts as fits, at least the file's name.
/// </summary>
internal sealed class ImageTable
{
    private const int MostNamed = 10;

    private readonly CsvTable _table;
    private readonly CsvTargets _own;
    private readonly CsvClasses _classes;
    private readonly CsvIdentities _identities;
    private readonly TableNotation _notation;
    private readonly FileTree _tree;
    private readonly int _file;
    private readonly int? _label;
    private readonly List<Notice> _notes = [];

    private ImageTable(CsvTable table, FileTree tree, DataOptions options, CsvReading reading)
    {
        (_table, _tree, _notation) = (table, tree, reading.Notation);
        _file = options.Text("file") is { } column ? table.Find(column, "file") : FindFiles(table);
        _label = options.Text("label") is { } label && !options.IsUnlabelled ? table.Find(label, "label") : null;
        _own = new CsvTargets(table, CsvReading.Names(options.Text("targets")), _notation);
        _identities = new CsvIdentities(table, CsvReading.Names(options.Text("group")), _notation);
        _classes = new CsvClasses(table, _label ?? -1, "", reading, [], isNamed: true);
    }

    /// <summary>Names of the classes, sorted; empty without a column of classes.</summary>
    public IReadOnlyList<string> ClassNames => _classes.Names;

    /// <summary>What a reader of the result must know, a sentence each.</summary>
    public IReadOnlyList<Notice> Notes => _notes;

    /// <summary>Reads the table that the options name, from among the files or from the disk.</summary>
    /// <exception cref="DecantException">There is no such table, or it lacks a column.</exception>
    public static ImageTable Read(string name, FileTree tree, DataOptions options)
    {
        var reading = CsvReading.Of(options);
        var table = Find(name, options.Path("table")!, tree, reading);
        table.RequireRows();
        return new ImageTable(table, tree, options, reading);
    }

    private static CsvTable Find(string name, string path, FileTree tree, CsvReading reading)
    {
        if (tree.Files.FirstOrDefault(file => IsNamed(file.Path, name)) is not { Path: not null } inside)
        {
            return File.Exists(path)
                ? Open(path, reading)
                : throw new DecantException(
                    $"data.table: expected a CSV file, received '{name}', which lies neither among the images of "
                        + $"'{tree.Root}' nor at '{path}'."
                );
        }

        var own = Path.Combine(tree.Root, inside.Path);
        return Directory.Exists(tree.Root) ? Open(own, reading) : OfArchive(inside, own, reading);
    }

    // The reader of tables takes a file; an archive's lies in memory. Errors name the place in the archive.
    private static CsvTable OfArchive(TreeFile inside, string shown, CsvReading reading)
    {
        var bytes = inside.Read();
        DirectoryInfo? folder = null;
        var path = "";
        try
        {
            folder = Directory.CreateTempSubdirectory("decant-table-");
            path = Path.Combine(folder.FullName, "table");
            File.WriteAllBytes(path, bytes);
            return Open(path, reading) with { File = shown };
        }
        catch (DecantException problem)
        {
            throw new DecantException(problem.Message.Replace(path, shown, StringComparison.Ordinal), problem);
        }
        catch (Exception failure) when (WriteFailure.IsOne(failure))
        {
            throw WriteFailure.Of($"unpacking {shown} into {Path.GetTempPath()}", failure, "TMPDIR says where such files lie.");
        }
        finally
        {
            folder?.Delete(recursive: true);
        }
    }

    /// <summary>Whether a file of a tree is the table that a recipe names.</summary>
    public static bool IsNamed(string file, string name)
    {
        name = name.Replace('\\', '/');
        return file == name || file.EndsWith($"/{name}", StringComparison.Ordinal);
    }

    /// <summary>The rows as samples, all in <c>train</c> unless the files lie in folders for parts.</summary>
    /// <param name="skips">Whether rows without a file are left out.</param>
    /// <exception cref="DecantException">Files are missing or named twice, or a cell is no number where one must be.</exception>
    public IReadOnlyDictionary<string, FileSamples> Samples(bool skips)
    {
        var index = new FileIndex(_tree);
        var found = _table.Rows.Select(row => (Row: row, File: index.Find(row.Cells[_file]))).ToList();
        var missing = found
            .Where(row => row.File is null)
            .Select(row => string.Create(CultureInfo.InvariantCulture, $"line {row.Row.Line}: '{row.Row.Cells[_file]}'"))
            .ToList();
        if (missing.Count > 0)
        {
            var list = string.Join("; ", missing.Take(MostNamed)) + (missing.Count > MostNamed ? "; …" : "");
            if (!skips || missing.Count == found.Count)
            {
                throw new DecantException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"CSV '{_table.File}', column {_table.Columns[_file]}: {missing.Count} of {found.Count} "
                            + $"rows name no image of '{_tree.Root}' ({list}). "
                            + $"Check data.file, or leave such rows out: data.bad-files: skip."
                    )
                );
            }

            _notes.Add(
                Notice.Warning(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"left out because their image is missing (data.bad-files: skip): {missing.Count} of {found.Count} rows: {list}."
                    )
                )
            );
            found.RemoveAll(row => row.File is null);
        }

        var unnamed = index.Count - found.Select(row => row.File).Distinct().Count();
        if (unnamed > 0)
        {
            _notes.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Left out because no row of the table names them: {unnamed} of {index.Count} images."
                )
            );
        }

        var parts = found.GroupBy(row => ClassFolders.PartOf(_tree.Files[row.File!.Value].Path)).ToList();
        return parts.Exists(part => part.Key is null) || !parts.Exists(part => part.Key == "train")
            ? new Dictionary<string, FileSamples> { ["train"] = Of(found) }
            : parts.ToDictionary(part => part.Key!, part => Of([.. part]));
    }

    private FileSamples Of(IReadOnlyList<((string[] Cells, int Line) Row, int? File)> rows)
    {
        return new FileSamples(
            [.. rows.Select(row => row.File!.Value)],
            [.. rows.Select(row => _label is { } place ? _classes.LabelOf(_table, row.Row, place) : -1)],
            _own.Places.Count > 0 ? _own.Of(rows.Select(row => row.Row)) : [.. Columns(rows)]
        )
        {
            Identities = _identities.Of(_table, [.. rows.Select(row => row.Row)]),
        };
    }

    // Without targets every column of numbers is one to choose with data.target; those of 0 and 1 are labels, all together.
    private IEnumerable<MemoryTargets> Columns(IReadOnlyList<((string[] Cells, int Line) Row, int? File)> rows)
    {
        int[] numbers =
        [
            .. Enumerable
                .Range(0, _table.Columns.Count)
                .Where(place => place != _file && place != _label && !_identities.Places.Contains(place))
                .Where(place => _table.Rows.All(row => Number(row.Cells[place]) is not null)),
        ];
        int[] labels = [.. numbers.Where(place => _table.Rows.All(row => row.Cells[place] is "0" or "1"))];
        foreach (var place in numbers)
        {
            var name = _table.Columns[place];
            yield return new MemoryTargets(new TargetSet(name, TargetKind.Numbers, [name]), Values([place]));
        }

        if (labels.Length > 0)
        {
            yield return new MemoryTargets(
                new TargetSet("labels", TargetKind.Labels, [.. labels.Select(place => _table.Columns[place])]),
                Values(labels)
            );
        }

        float[] Values(int[] places) => [.. rows.SelectMany(row => places.Select(place => Number(row.Row.Cells[place])!.Value))];
    }

    private float? Number(string cell) =>
        !_notation.IsMissing(cell) && _notation.TryNumber(cell, out var number) && float.IsFinite((float)number) ? (float)number : null;

    // Names of files are no numbers: a first line without any image is a header, even where no line has numbers.
    private static CsvTable Open(string path, CsvReading reading)
    {
        var table = reading.Read(path);
        return table.HasHeader || reading.HasHeader is false || table.Rows[0].Cells.Any(Images.ImageFile.HasImageName)
            ? table
            : (reading with { HasHeader = true }).Read(path);
    }

    private static int FindFiles(CsvTable table)
    {
        int[] places =
        [
            .. Enumerable.Range(0, table.Columns.Count).Where(place => Images.ImageFile.HasImageName(table.Rows[0].Cells[place])),
        ];
        var found =
            places.Length == 0
                ? $"The columns are {string.Join(", ", table.Columns)}."
                : $"Several do: {string.Join(", ", places.Select(place => table.Columns[place]))}; name one.";
        return places is [var only]
            ? only
            : throw new DecantException($"CSV '{table.File}', data.file: expected the column that names the image files. {found}");
    }

    /// <summary>Finds files by the ends of their paths.</summary>
    private sealed class FileIndex
    {
        private readonly Dictionary<string, int> _byEnd = new(StringComparer.Ordinal);
        private readonly HashSet<string> _twice = [];

        public FileIndex(FileTree tree)
        {
            foreach (var (place, file) in tree.Files.Index().Where(file => Images.ImageFile.HasImageName(file.Item.Path)))
            {
                Count++;
                foreach (var end in Ends(file.Path).SelectMany(end => new[] { end, end[..^Path.GetExtension(end).Length] }))
                {
                    if (!_byEnd.TryAdd(end, place) && end.Length < file.Path.Length)
                    {
                        _twice.Add(end);
                    }
                }
            }

            // A whole path always means its file.
            foreach (var (place, file) in tree.Files.Index())
            {
                _byEnd[file.Path] = place;
                _twice.Remove(file.Path);
            }
        }

        /// <summary>Images in the tree.</summary>
        public int Count { get; }

        /// <summary>The file that a cell means; null for none, or for several.</summary>
        public int? Find(string cell) =>
            Ends(cell.Replace('\\', '/')).FirstOrDefault(_byEnd.ContainsKey) is { } end && !_twice.Contains(end) ? _byEnd[end] : null;

        // a/b/c, b/c, c
        private static IEnumerable<string> Ends(string path)
        {
            for (var start = 0; ; start++)
            {
                yield return path[start..];
                start = path.IndexOf('/', start);
                if (start < 0)
                {
                    yield break;
                }
            }
        }
    }
}
