using System.Globalization;
using Decant.Data.Fields;
using Decant.Engine;
using Decant.Notices;
using Decant.Tables;

namespace Decant.Data.Sources;

/// <summary>Tables as text: one row per sample, one column with the class, or some with numbers to learn.</summary>
internal sealed class CsvSource : CatalogueSource
{
    /// <summary>The option that names the file of a network whose columns are used.</summary>
    public const string ColumnsOf = "columns-of";

    // So many columns with bad cells are named; the others are counted.
    private const int MostProblems = 8;

    private static readonly string[] Endings = [".csv", ".csv.gz", ".tsv", ".tsv.gz"];

    /// <inheritdoc/>
    public override string Name => "csv";

    /// <inheritdoc/>
    public override string Description => "A table as CSV, plain or .gz: a column with the class, the others numbers or a few texts.";

    /// <inheritdoc/>
    internal override IReadOnlyList<DataOption> Options { get; } =
    [
        new("path", DataOptionKind.Path, "The file with the training rows, or all rows.") { Required = true },
        new("validation-file", DataOptionKind.Path, "A file with rows for validation; its columns may be in another order."),
        new("test-file", DataOptionKind.Path, "A file with rows for the test; its columns may be in another order."),
        new("label", DataOptionKind.Text, "The column with the class, by name or by number from 0; the last one where left out."),
        new(
            "targets",
            DataOptionKind.Text,
            "Columns with numbers to learn, by name or number, separated by commas, for tasks other than "
                + "classification; where all are 0 or 1, they are labels too. Without 'label' there are no classes then."
        ),
        new(
            "label-suffix",
            DataOptionKind.Text,
            "Text that is cut from the end of a class, as the full stop in the test file of UCI Adult."
        ),
        .. CsvReading.Options,
        CsvIdentities.Option,
        new("drop", DataOptionKind.Text, "Columns to leave out, by name or number, separated by commas."),
        new(
            "missing",
            DataOptionKind.Choice,
            "What to do about a missing number: refuse, fill in the training mean, fill in the training median and tell the network that it "
                + "was missing, or drop the row."
        )
        {
            Choices = ["refuse", "mean", "median", "drop"],
            Default = "refuse",
        },
        new(
            "types",
            DataOptionKind.Text,
            "Types of columns, where they are not as they look: 'zip: category, when: date', separated by commas; number, category, date or "
                + "flag."
        ),
        new(
            ColumnsOf,
            DataOptionKind.Path,
            "An ONNX file that Decant wrote: its columns, categories and classes are taken, so that the rows become "
                + "what that network takes. Left out: those of the training rows."
        ),
    ];

    /// <inheritdoc/>
    internal override bool IsTable => true;

    /// <inheritdoc/>
    internal override SourceParts Open(DataOptions options)
    {
        var reading = CsvReading.Of(options);
        var train = reading.Read(options.RequiredPath("path"));
        train.RequireRows();
        if (ForeignTable.Of(train) is { } foreign)
        {
            throw new DecantException($"CSV '{train.File}': {foreign}");
        }

        var known = options.Path(ColumnsOf) is { } file ? TableSchema.Load(file) : options.Table;
        var targetNames = TargetNames(known, train, options) ?? CsvReading.Names(options.Text("targets"));
        var targets = new CsvTargets(train, targetNames, reading.Notation);
        var label = LabelPlace(train, options, known, hasTargets: targets.Places.Count > 0);
        var (suffix, isNamed) = (options.Text("label-suffix") ?? "", options.Text("label") is not null);
        var classes = new CsvClasses(train, label, suffix, reading, known?.Classes ?? [], isNamed);
        var identities = new CsvIdentities(train, CsvReading.Names(options.Text("group")), reading.Notation);
        var missing = Enum.Parse<MissingNumbers>(options.Text("missing")!, ignoreCase: true);
        var schema = (
            known
            ?? new TableSchema(
                Learnt(
                    train,
                    label,
                    [.. targets.Places, .. identities.Places],
                    CsvReading.Names(options.Text("drop")),
                    reading,
                    CsvTypes.Of(train, options.Text("types"))
                )
            )
            {
                Missing = missing,
                Label = classes.Name,
                Classes = classes.Names,
                Targets = [.. targets.Places.Select(place => train.Columns[place])],
            }
        ) with
        {
            Notation = reading.Notation,
        };
        schema = schema.Missing is MissingNumbers.Mean or MissingNumbers.Median
            ? schema with
            {
                Columns = [.. schema.Columns.Select(column => column.IsCategory ? column : column with { FillIn = 0 })],
            }
            : schema;
        var notes = CsvNotes.Of(train, schema, reading).ToList();
        return new SourceParts(Encode(train, "train"), Part("validation"), Part("test"), notes);

        MemoryTable? Part(string part) => options.Path($"{part}-file") is { } path ? Encode(reading.Like(train).Read(path), part) : null;

        MemoryTable Encode(CsvTable table, string part)
        {
            var name = $"{Path.GetFileNameWithoutExtension(train.File)} {part}";
            return Table(name, table, schema, classes, targets.In(table), identities, drops: missing == MissingNumbers.Drop, notes);
        }
    }

    /// <inheritdoc/>
    internal override IReadOnlyDictionary<string, string>? Recognise(string path) =>
        File.Exists(path)
        && (Endings.Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) || CsvText.LooksLikeTable(path))
            ? new Dictionary<string, string> { ["path"] = path }
            : null;

    // −1 for none: without classes every row is of the class −1.
    private static int LabelPlace(CsvTable train, DataOptions options, TableSchema? known, bool hasTargets) =>
        options.IsUnlabelled && known is not null ? -1
        : options.Text("label") is { } column ? train.Find(column, "label")
        : known?.Label is { } name ? train.Find(name, "label")
        : hasTargets || known is not null ? -1
        : train.Columns.Count - 1;

    // What a network answers; of rows without labels, nothing.
    private static IReadOnlyList<string>? TargetNames(TableSchema? known, CsvTable train, DataOptions options) =>
        known is null ? null
        : options.IsUnlabelled ? [.. known.Targets.Where(train.Columns.Contains)]
        : known.Targets.Count > 0 ? known.Targets
        : null;

    private static IReadOnlyList<TableColumn> Learnt(
        CsvTable train,
        int label,
        IReadOnlyList<int> unlearnt,
        string[] drop,
        CsvReading reading,
        IReadOnlyDictionary<int, TableColumnKind> types
    )
    {
        var others = drop.Select(name => train.Find(name, "drop")).Concat(unlearnt).Append(label).ToHashSet();
        int[] places = [.. Enumerable.Range(0, train.Columns.Count).Where(place => !others.Contains(place))];
        return places.Length > 0
            ? CsvColumns.Of(train, places, reading, types)
            : throw new DecantException(
                $"CSV '{train.File}': next to "
                    + $"{(label < 0 ? "the targets" : $"the class, column {train.Columns[label]},")} no column is left to "
                    + $"learn from. "
                    + $"Check data.separator, which is '{CsvTable.Shown(train.Separator)}' now, and data.drop."
            );
    }

    private static MemoryTable Table(
        string name,
        CsvTable table,
        TableSchema schema,
        CsvClasses classes,
        CsvTargets targets,
        CsvIdentities identities,
        bool drops,
        List<Notice> notes
    )
    {
        var (numbers, codes) = (new List<float>(), new List<long>());
        var (labels, kept, dropped) = (new List<int>(), new List<(string[] Cells, int Line)>(), 0);
        var problems = new List<(TableCellProblem Kind, int Column, (string[] Cells, int Line) Row)>();
        var (places, encoded) = (table.Places(schema), new TableRow(new float[schema.NumberCount], new long[schema.CategoryCount]));
        var label = classes.Name is { } labelName ? table.Find(labelName, "label") : -1;
        foreach (var row in table.Rows)
        {
            var (problem, before) = (TableCellProblem.None, problems.Count);
            for (var c = 0; c < places.Length && !(drops && problem == TableCellProblem.Missing); c++)
            {
                var (column, cell) = (schema.Columns[c], row.Cells[places[c]]);
                if (column.IsCategory)
                {
                    encoded.Categories[column.Position] = column.CodeOf(cell, schema.Notation);
                    continue;
                }

                problem = column.Read(cell, schema.Notation, out encoded.Numbers[column.Position]);
                if (problem == TableCellProblem.Unreadable || (problem == TableCellProblem.Missing && !drops))
                {
                    problems.Add((problem, c, row));
                }
            }

            if (drops && problem == TableCellProblem.Missing)
            {
                dropped++;
            }
            else if (problems.Count == before)
            {
                numbers.AddRange(encoded.Numbers);
                codes.AddRange(encoded.Categories);
                labels.Add(label < 0 ? -1 : classes.LabelOf(table, row, label));
                kept.Add(row);
            }
        }

        if (problems.Count > 0)
        {
            string[] sentences =
            [
                .. problems
                    .GroupBy(problem => (problem.Kind, problem.Column))
                    .Select(same =>
                        Sentence(
                            same.Key.Kind,
                            table,
                            schema.Columns[same.Key.Column],
                            schema.Notation,
                            places[same.Key.Column],
                            [.. same.Select(problem => problem.Row)]
                        )
                    ),
            ];
            string[] more = sentences.Length > MostProblems ? [$"and {sentences.Length - MostProblems} more columns."] : [];
            throw new DecantException(string.Join(Environment.NewLine, sentences.Take(MostProblems).Concat(more)));
        }

        if (dropped > 0)
        {
            notes.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{dropped} of {table.Rows.Count} rows of {Path.GetFileName(table.File)} were left out because a number is missing."
                )
            );
        }

        return new MemoryTable(
            name,
            schema,
            [.. numbers],
            [.. codes],
            [.. labels],
            classes.Names,
            MemoryField.Of(targets.Of(kept), identities.Of(table, kept))
        );
    }

    // The first cell is shown for all of its column.
    private static string Sentence(
        TableCellProblem problem,
        CsvTable table,
        TableColumn column,
        TableNotation notation,
        int place,
        IReadOnlyList<(string[] Cells, int Line)> rows
    )
    {
        var where = $"CSV '{table.File}', line {rows[0].Line}, column {column.Name}";
        var more = rows.Count > 1 ? $" {rows.Count - 1} more {(rows.Count == 2 ? "row has" : "rows have")} the same fault." : "";
        return problem == TableCellProblem.Missing
            ? $"{where}: the number is missing ('{rows[0].Cells[place]}'). "
                + $"Set data.missing: mean to fill in the training mean, or drop to leave such rows out.{more}"
            : $"{where}: expected {column.Expected(notation)}, received '{rows[0].Cells[place]}'. Mend the cell, or leave it "
                + $"empty and set data.missing.{more}";
    }
}
