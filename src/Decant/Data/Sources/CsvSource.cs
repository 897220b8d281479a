using System.Globalization;
using Decant.Engine;

namespace Decant.Data.Sources;

/// <summary>Tables as text: one row per sample, one column with the class, or some with numbers to learn.</summary>
internal sealed class CsvSource : DataSource
{
    // More different numbers than that, each of fewer rows than that, are hardly classes.
    private const int MostNumbers = 100, FewestOfNumber = 5;

    private static readonly string[] Endings = [".csv", ".csv.gz", ".tsv", ".tsv.gz"];

    /// <inheritdoc/>
    public override string Name => "csv";

    /// <inheritdoc/>
    public override string Description => "A table as CSV, plain or .gz: a column with the class, the others numbers or a few texts.";

    /// <inheritdoc/>
    public override IReadOnlyList<DataOption> Options { get; } =
    [
        new("path", DataOptionKind.Path, "The file with the training rows, or all rows.") { Required = true },
        new("validation-file", DataOptionKind.Path, "A file with rows for validation."),
        new("test-file", DataOptionKind.Path, "A file with rows for the test."),
        new("label", DataOptionKind.Text, "The column with the class, by name or by number from 0; the last one where left out."),
        new("targets", DataOptionKind.Text, "Columns with numbers to learn, by name or number, separated by commas, for tasks other than classification; where all are 0 or 1, they are labels too. Without 'label' there are no classes then."),
        new("label-suffix", DataOptionKind.Text, "Text that is cut from the end of a class, as the full stop in the test file of UCI Adult."),
        new("header", DataOptionKind.Choice, "Whether the first line names the columns; seen from the cells where left out.") { Choices = ["true", "false"] },
        new("separator", DataOptionKind.Text, "What stands between cells: a character, or the word tab; seen from the first lines where left out."),
        new("drop", DataOptionKind.Text, "Columns to leave out, by name or number, separated by commas."),
        new("missing", DataOptionKind.Choice, "What to do about a missing number, empty or '?': refuse, fill in the training mean, or drop the row.")
            { Choices = ["refuse", "mean", "drop"], Default = "refuse" },
    ];

    /// <inheritdoc/>
    public override bool IsTable => true;

    /// <inheritdoc/>
    public override SourceParts Open(DataOptions options)
    {
        var separator = Separator(options.Text("separator"));
        var hasHeader = options.Text("header") is { } header ? header == "true" : (bool?)null;
        var train = CsvTable.Read(options.RequiredPath("path"), separator, hasHeader);
        if (train.Rows.Count == 0)
        {
            throw new DecantException($"CSV '{train.File}': there is a header and no row below it.");
        }

        var targets = new CsvTargets(train, Names(options.Text("targets")));
        // −1 for none: without classes every row is of the class −1.
        var label = options.Text("label") is { } column ? train.Find(column, "label") : targets.Places.Count > 0 ? -1 : train.Columns.Count - 1;
        var dropped = Names(options.Text("drop")).Select(name => train.Find(name, "drop")).ToHashSet();
        var columns = Enumerable.Range(0, train.Columns.Count).Where(place => place != label && !dropped.Contains(place) && !targets.Places.Contains(place)).Select(place => new CsvColumn(train, place)).ToList();
        if (columns.Count == 0)
        {
            throw new DecantException($"CSV '{train.File}': beside {(label < 0 ? "the targets" : $"the class, column {train.Columns[label]},")} no column is left to learn from. Check data.separator and data.drop.");
        }

        var suffix = options.Text("label-suffix") ?? "";
        var classNames = label < 0 ? [] : Sort(train.Rows.Select(row => Class(train, row, label, suffix)).Distinct());
        if (options.Text("label") is null && classNames.Count > Math.Max(MostNumbers, train.Rows.Count / FewestOfNumber)
            && classNames.TrueForAll(name => double.TryParse(name, NumberStyles.Float, CultureInfo.InvariantCulture, out _)))
        {
            throw new DecantException(FormattableString.Invariant(
                $"CSV '{train.File}': the last column, {train.Columns[label]}, would be the class, and holds {classNames.Count} different numbers in {train.Rows.Count} rows. ") +
                "To learn them as numbers, name it in data.targets ('decant data show' has --targets); if they are classes all the same, in data.label.");
        }

        var missing = Enum.Parse<MissingNumbers>(options.Text("missing")!, ignoreCase: true);
        var notes = new List<string>();
        return new SourceParts(Encode(train, "train"), Part("validation"), Part("test"), notes);

        MemoryTable? Part(string part) =>
            options.Path($"{part}-file") is { } path ? Encode(SameColumns(train, CsvTable.Read(path, separator, hasHeader ?? train.HasHeader)), part) : null;

        MemoryTable Encode(CsvTable table, string part)
        {
            var (numbers, labels, kept) = (new List<float>(), new List<int>(), new List<(string[] Cells, int Line)>());
            foreach (var row in table.Rows)
            {
                var before = numbers.Count;
                if (columns.TrueForAll(column => column.TryAdd(numbers, table, row, missing)))
                {
                    labels.Add(label < 0 ? -1 : LabelOf(table, row, label, suffix, classNames));
                    kept.Add(row);
                }
                else
                {
                    numbers.RemoveRange(before, numbers.Count - before);
                }
            }

            if (labels.Count < table.Rows.Count)
            {
                notes.Add(string.Create(CultureInfo.InvariantCulture, $"{table.Rows.Count - labels.Count} of {table.Rows.Count} rows of {Path.GetFileName(table.File)} were left out because a number is missing."));
            }

            var name = $"{Path.GetFileNameWithoutExtension(train.File)} {part}";
            return new MemoryTable(name, [.. columns.SelectMany(column => column.Names)], [.. numbers], [.. labels], classNames, targets.Of(table, kept));
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string>? Recognise(string path) =>
        File.Exists(path) && (Endings.Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
            ? new Dictionary<string, string> { ["path"] = path }
            : null;

    private static string[] Names(string? list) => (list ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static char? Separator(string? text) => text switch
    {
        null => null,
        "tab" => '\t',
        [var character] when char.IsAscii(character) => character,
        _ => throw new DecantException($"data.separator: expected one ASCII character or the word tab, received '{text}'."),
    };

    private static CsvTable SameColumns(CsvTable train, CsvTable other) => train.Columns.SequenceEqual(other.Columns)
        ? other
        : throw new DecantException($"CSV '{other.File}': expected the columns of '{train.File}' ({string.Join(", ", train.Columns)}), received {string.Join(", ", other.Columns)}.");

    private static string Class(CsvTable table, (string[] Cells, int Line) row, int label, string suffix)
    {
        var cell = row.Cells[label];
        return CsvColumn.IsMissing(cell)
            ? throw new DecantException($"CSV '{table.File}', line {row.Line}, column {table.Columns[label]}: the class is missing ('{cell}'). Give it, or remove the row.")
            : suffix.Length > 0 && cell.EndsWith(suffix, StringComparison.Ordinal) ? cell[..^suffix.Length] : cell;
    }

    private static int LabelOf(CsvTable table, (string[] Cells, int Line) row, int label, string suffix, List<string> classNames)
    {
        var name = Class(table, row, label, suffix);
        var index = classNames.IndexOf(name);
        return index >= 0
            ? index
            : throw new DecantException($"CSV '{table.File}', line {row.Line}, column {table.Columns[label]}: {NearestName.Explain("class", name, classNames.Take(20))}, the classes of training. data.label-suffix cuts a suffix off.");
    }

    // Numbers by their size, texts by their letters.
    private static List<string> Sort(IEnumerable<string> classes)
    {
        var list = classes.ToList();
        return list.TrueForAll(name => long.TryParse(name, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
            ? [.. list.OrderBy(name => long.Parse(name, CultureInfo.InvariantCulture))]
            : [.. list.Order(StringComparer.Ordinal)];
    }
}
