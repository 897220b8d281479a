using System.Globalization;
using Decant.Engine;
using Decant.Engine.Onnx;

namespace Decant.Tables;

/// <summary>
/// What a network that learnt from a table takes and answers: which column lies where in its inputs, the code of each category, how dates
/// and missing values are written, what the answers mean. Every network that Decant trains on a table carries it in its file, as JSON under
/// the metadata key <see cref="MetadataKey"/> (<c>docs/howto/table.md</c>). What is filled in for missing numbers, standardisation and a
/// category's numbers are inside the network.
/// </summary>
public sealed record TableSchema
{
    /// <summary>The key in the metadata of an ONNX file.</summary>
    public const string MetadataKey = "decant.table";

    /// <summary>The version of the JSON: a reader of this version refuses others.</summary>
    public const int Version = 2;

    internal TableSchema(IReadOnlyList<TableColumn> columns) => Columns = columns;

    /// <summary>Names of the columns that a row must have.</summary>
    public IReadOnlyList<string> ColumnNames => [.. Columns.Select(column => column.Name)];

    /// <summary>The columns in the order of the table.</summary>
    internal IReadOnlyList<TableColumn> Columns { get; init; }

    /// <summary>How what a missing number becomes is learnt from training rows; null where it is known already.</summary>
    internal MissingNumbers? Missing { get; init; }

    /// <summary>How the rows write numbers and missing values.</summary>
    internal TableNotation Notation { get; init; } = new();

    /// <summary>The column that held the class in training; null where classes were not learnt.</summary>
    public string? Label { get; init; }

    /// <summary>The classes in the order of the network's answers; empty where it answers something else.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>
    /// The labels or numbers in the order of the network's answers, a unit in parentheses where there is one; empty where it answers
    /// classes.
    /// </summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>Columns that are numbers, dates or flags: how many numbers a row has.</summary>
    public int NumberCount => Columns.Count(column => !column.IsCategory);

    /// <summary>Columns that are categories: how many codes a row has.</summary>
    public int CategoryCount => Columns.Count(column => column.IsCategory);

    /// <summary>
    /// Names of what the network makes of a row: of each column its own name, or <c>column=value</c> for each category; then <c>column is
    /// missing</c> for each that tells so.
    /// </summary>
    public IEnumerable<string> FeatureNames =>
        Columns
            .SelectMany(column => column.FeatureNames)
            .Concat(Columns.Where(column => column.TellsMissing).Select(column => $"{column.Name} is missing"));

    /// <summary>The columns that are no categories, in the order of their numbers.</summary>
    internal IEnumerable<TableColumn> Numbers => Columns.Where(column => !column.IsCategory);

    /// <summary>The columns that are categories, in the order of their codes.</summary>
    internal IEnumerable<TableColumn> Categories => Columns.Where(column => column.IsCategory);

    /// <summary>Reads what an ONNX file says of its table.</summary>
    /// <param name="onnxFile">A file that Decant wrote.</param>
    /// <exception cref="DecantException">The file is no ONNX model, or says nothing of a table.</exception>
    public static TableSchema Load(string onnxFile) =>
        Find(OnnxFile.Metadata(onnxFile).GetValueOrDefault(MetadataKey), onnxFile)
        ?? throw new DecantException(
            $"Table of '{onnxFile}': expected the metadata key '{MetadataKey}', and the file has none. Networks "
                + $"that Decant trains on a table carry it; train it again with this version."
        );

    /// <summary>Reads the JSON of the metadata.</summary>
    /// <exception cref="DecantException">It is damaged, or of a later version.</exception>
    public static TableSchema Parse(string json) => TableSchemaJson.Read(json);

    /// <summary>The JSON of the metadata.</summary>
    public string ToJson() => TableSchemaJson.Write(this);

    /// <summary>Turns a row into what the network takes.</summary>
    /// <param name="row">The texts by the names of their columns; columns that the network does not know are ignored.</param>
    /// <exception cref="DecantException">A column is missing, or a text is no number where one must be; it names all of them.</exception>
    public TableRow Encode(IReadOnlyDictionary<string, string> row)
    {
        ArgumentNullException.ThrowIfNull(row);
        RequireColumns("a row", [.. row.Keys]);
        var encoded = new TableRow(new float[NumberCount], new long[CategoryCount]);
        var problems = new List<string>();
        foreach (var column in Columns)
        {
            var text = row[column.Name]?.Trim() ?? "";
            if (column.IsCategory)
            {
                encoded.Categories[column.Position] = column.CodeOf(text, Notation);
                continue;
            }

            switch (column.Read(text, Notation, out encoded.Numbers[column.Position]))
            {
                case TableCellProblem.Missing:
                    problems.Add(
                        $"Column {column.Name}: the number is missing ('{text}'), and the network was trained "
                            + $"without such rows. Give it; data.missing: median trains a network that fills in the median."
                    );
                    break;
                case TableCellProblem.Unreadable:
                    problems.Add($"Column {column.Name}: expected {column.Expected(Notation)}, received '{text}'.");
                    break;
            }
        }

        return problems.Count == 0 ? encoded : throw new DecantException(string.Join(Environment.NewLine, problems));
    }

    /// <summary>The columns by their types, in words.</summary>
    internal string Describe() =>
        string.Join(
            "; ",
            Columns
                .GroupBy(column => column.Kind)
                .OrderBy(group => group.Key)
                .Select(group =>
                    $"{group.Key.ToString().ToLowerInvariant()}: "
                    + string.Join(
                        ", ",
                        group.Select(column =>
                            column.IsCategory
                                ? string.Create(CultureInfo.InvariantCulture, $"{column.Name} ({column.Categories.Count})")
                                : $"{column.Name}{(column.TellsMissing ? " (some missing)" : "")}"
                        )
                    )
                )
        );

    /// <summary>The most likely class.</summary>
    /// <param name="answers">The network's <c>probabilities</c> or <c>logits</c> for one row, [C].</param>
    /// <exception cref="DecantException">The network does not answer classes, or not so many.</exception>
    public string ClassOf(ReadOnlySpan<float> answers)
    {
        Require(answers, Classes, "classes");
        var best = 0;
        for (var place = 1; place < answers.Length; place++)
        {
            best = answers[place] > answers[best] ? place : best;
        }

        return Classes[best];
    }

    /// <summary>The answers by their names: probabilities of classes or labels, or numbers in their own unit.</summary>
    /// <param name="answers">The network's <c>probabilities</c> or <c>prediction</c> for one row, [C].</param>
    /// <exception cref="DecantException">The network does not give so many answers.</exception>
    public IReadOnlyDictionary<string, float> Named(ReadOnlySpan<float> answers)
    {
        var names = Targets.Count > 0 ? Targets : Classes;
        Require(answers, names, "answers");
        var named = new Dictionary<string, float>(names.Count);
        for (var place = 0; place < answers.Length; place++)
        {
            named[names[place]] = answers[place];
        }

        return named;
    }

    /// <summary>What the metadata of a model say of its table; null where they say nothing.</summary>
    internal static TableSchema? Find(string? json, string file)
    {
        try
        {
            return json is null ? null : Parse(json);
        }
        catch (DecantException problem)
        {
            throw new DecantException($"Table of '{file}': {problem.Message}", problem);
        }
    }

    /// <summary>Refuses a table that lacks a column.</summary>
    /// <param name="what">What lacks it.</param>
    /// <param name="columns">The columns that it has.</param>
    internal void RequireColumns(string what, IReadOnlyList<string> columns)
    {
        var known = columns.ToHashSet();
        if (Columns.Where(column => !known.Contains(column.Name)).Select(column => column.Name).ToArray() is { Length: > 0 } missing)
        {
            throw new DecantException(
                $"Table: expected the columns {string.Join(", ", Columns.Select(column => column.Name))}; {what} "
                    + $"lacks {string.Join(", ", missing)}. It has "
                    + $"{(columns.Count == 0 ? "none" : string.Join(", ", columns))}. "
                    + "Names count letter by letter; the order of the columns does not matter."
            );
        }
    }

    private static void Require(ReadOnlySpan<float> answers, IReadOnlyList<string> names, string what)
    {
        if (names.Count == 0 || answers.Length != names.Count)
        {
            throw new DecantException(
                $"Table: the network answers {names.Count} {what}, received {answers.Length} numbers. Give the answers of one row."
            );
        }
    }
}
