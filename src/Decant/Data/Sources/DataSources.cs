using Decant.Data.Fields;
using Decant.Data.Texts;
using Decant.Engine;
using Decant.Engine.Onnx;
using Decant.Tables;

namespace Decant.Data.Sources;

/// <summary>Every source there is, by name.</summary>
internal static class DataSources
{
    private const string Targets = "targets";

    /// <summary>The sources, in the order in which a command lists them.</summary>
    public static IReadOnlyList<DataSource> All { get; } =
    [
        new IdxSource(),
        new CifarBinarySource(),
        new ImageMasksSource(),
        new ImagesSource(),
        new ConllSource(),
        new TextSource(),
        new CsvSource(),
        new DigitsSource(),
    ];

    /// <summary>The options that every source understands: how its samples are divided.</summary>
    public static IReadOnlyList<DataOption> SplitOptions { get; } =
    [
        Share("validation", "Share of the training samples that is kept for validation.", "0.1"),
        Share("test", "Share of all samples that is kept for the test, where the source has no test part.", "0.1"),
        Share("fraction", "Share of the training samples that is used.", "1"),
        new(
            "split.by",
            DataOptionKind.Choice,
            "By what samples are divided: the same share of every class, whole groups, or time, the latest being set aside."
        )
        {
            Choices = ["stratified", "grouped", "time"],
            Default = "stratified",
        },
        new(
            "split.field",
            DataOptionKind.Text,
            "The field that decides: a whole number of each sample; the class, or the only identity, where left out."
        ),
        new("seed", DataOptionKind.Whole, "Decides which samples go where, and what a generator makes.") { Default = "1", Lowest = 0 },
    ];

    /// <summary>The source of a name.</summary>
    /// <exception cref="DecantException">There is no such source; the message lists those that exist.</exception>
    public static DataSource Of(string name) =>
        All.FirstOrDefault(source => source.Name == name)
        ?? throw new DecantException($"data.source: {NearestName.Explain("source", name, All.Select(source => source.Name))}.");

    /// <summary>Everything that is wrong with a source's options: option name ("" for a missing one's place) and message.</summary>
    /// <param name="source">A name of <see cref="All"/>.</param>
    /// <param name="values">Options as text, without <c>source</c> itself.</param>
    public static IReadOnlyList<(string Option, string Message)> Problems(string source, IReadOnlyDictionary<string, string> values) =>
        Problems(Of(source), values);

    private static List<(string Option, string Message)> Problems(DataSource source, IReadOnlyDictionary<string, string> values)
    {
        var known = Known(source);
        var problems = new List<(string, string)>();
        foreach (var (name, value) in values)
        {
            var option = known.FirstOrDefault(option => option.Name == name);
            var problem = option is null
                ? $"data: {NearestName.Explain($"option of source {source.Name}", name, known.Select(known => known.Name))}."
                : option.Problem(value);
            if (problem is not null)
            {
                problems.Add((name, problem));
            }
        }

        problems.AddRange(
            known
                .Where(option => option.Required && !values.ContainsKey(option.Name))
                .Select(option => ("", $"data.{option.Name}: source {source.Name} needs it. {option.Meaning}"))
        );
        return problems;
    }

    /// <summary>Opens a source and divides it.</summary>
    /// <param name="source">A name of <see cref="All"/>.</param>
    /// <param name="values">Options as text, without <c>source</c> itself.</param>
    /// <param name="root">Where relative paths start.</param>
    /// <param name="isUnlabelled">Whether no one asks for classes or targets.</param>
    /// <param name="table">What the rows of a table must become, so that networks that learnt from others take them; null for what they are
    /// by themselves.</param>
    /// <param name="memory">Peak resident memory of the process in bytes; null for no limit. Samples that do not fit are read from their
    /// files when they are needed.</param>
    /// <param name="teacher">How the teacher reads texts; null where it does not. Its tokenizer gives the texts a second reading, where the
    /// student has another one.</param>
    /// <param name="readings">How texts are read, so that networks that learnt from others take them (<see cref="TextFacts.Readings"/>);
    /// null for what the options say.</param>
    /// <exception cref="DecantException">An option is wrong (all problems are in the message), or the data are.</exception>
    public static DataSplits Open(
        string source,
        IReadOnlyDictionary<string, string> values,
        string root,
        bool isUnlabelled = false,
        TableSchema? table = null,
        long? memory = null,
        TeacherTexts? teacher = null,
        IReadOnlyList<TextReading>? readings = null
    ) => Open(Of(source), values, root, isUnlabelled, table, memory, teacher, readings);

    /// <summary>The same for a source of any kind, one of one's own too.</summary>
    /// <inheritdoc cref="Open(string, IReadOnlyDictionary{string, string}, string, bool, TableSchema?, long?, TeacherTexts?, IReadOnlyList{TextReading}?)"/>
    public static DataSplits Open(
        DataSource source,
        IReadOnlyDictionary<string, string> values,
        string root,
        bool isUnlabelled = false,
        TableSchema? table = null,
        long? memory = null,
        TeacherTexts? teacher = null,
        IReadOnlyList<TextReading>? readings = null
    )
    {
        var problems = Problems(source, values);
        if (problems.Count > 0)
        {
            throw new DecantException(string.Join(Environment.NewLine, problems.Select(problem => problem.Message)));
        }

        var options = new DataOptions(values, Known(source), root)
        {
            IsUnlabelled = isUnlabelled,
            Table = table,
            Teacher = teacher,
            Readings = readings,
            Memory = SampleMemory.Of(memory),
        };
        var parts = source.Open(options);
        var split = new SplitOptions
        {
            Validation = options.Number("validation")!.Value,
            Test = options.Number("test")!.Value,
            Fraction = options.Number("fraction")!.Value,
            By = Enum.Parse<SplitRule>(options.Text("split.by")!, ignoreCase: true),
            Field = options.Text("split.field"),
            Seed = options.Seed("seed"),
        };

        // Nothing is measured on samples without labels: none has to be set aside.
        return isUnlabelled
            ? DataSplits.Of(parts with { Test = parts.Test ?? new Subset("none", parts.Train, []) }, split, mayBeEmpty: true) with
            {
                Notes = parts.Notes,
            }
            : DataSplits.Of(parts, split);
    }

    /// <summary>Whether a source's columns can be named as what is to be learnt.</summary>
    public static bool HasColumns(string source) => Of(source).IsTable;

    /// <summary>The options of a source that name columns with numbers or labels to learn.</summary>
    /// <param name="source">A name of <see cref="All"/>.</param>
    /// <param name="options">The other options.</param>
    /// <param name="columns">Names, separated by commas.</param>
    /// <exception cref="DecantException">Its samples have no columns to choose from.</exception>
    public static IReadOnlyDictionary<string, string> WithTargets(
        string source,
        IReadOnlyDictionary<string, string> options,
        string columns
    ) =>
        HasColumns(source)
            ? new Dictionary<string, string>(options) { [Targets] = columns }
            : throw new DecantException(
                $"Targets '{columns}': expected a table, and source {source} has no columns to name. What it knows "
                    + $"of a sample, 'decant data show' lists."
            );

    /// <summary>
    /// The options that turn a table's rows into what a network takes, where its file tells its columns and no option does.
    /// </summary>
    /// <param name="source">A name of <see cref="All"/>.</param>
    /// <param name="options">The other options.</param>
    /// <param name="network">An ONNX file.</param>
    internal static IReadOnlyDictionary<string, string> WithColumnsOf(
        string source,
        IReadOnlyDictionary<string, string> options,
        string network
    ) =>
        !Of(source).Options.Any(option => option.Name == CsvSource.ColumnsOf)
        || options.ContainsKey(CsvSource.ColumnsOf)
        || !OnnxFile.Metadata(network).ContainsKey(TableSchema.MetadataKey)
            ? options
            : new Dictionary<string, string>(options) { [CsvSource.ColumnsOf] = Path.GetFullPath(network) };

    /// <summary>
    /// Looks at a path and says which source would read it, with which options; the name of a source that reads no file is understood, too.
    /// </summary>
    /// <exception cref="DecantException">Nothing is there, or no source knows it.</exception>
    public static (string Source, IReadOnlyDictionary<string, string> Options) Recognise(string path)
    {
        if (!File.Exists(path) && !Directory.Exists(path))
        {
            if (All.FirstOrDefault(source => source.Name == path && !source.Options.Any(option => option.Required)) is { } drawn)
            {
                return (drawn.Name, new Dictionary<string, string>());
            }

            throw new DecantException(
                $"Data '{path}': there is no such file or folder. Check the name; decant data get fetches public "
                    + $"data, decant data make draws some."
            );
        }

        if (FileTree.IsArchive(path) && File.Exists(path) && ForeignData.OfArchive(path) is { } content)
        {
            throw new DecantException($"Data '{path}': {content}");
        }

        foreach (var source in All)
        {
            if (source.Recognise(path) is { } options)
            {
                return (source.Name, options);
            }
        }

        throw new DecantException(
            ForeignData.Of(path) is { } sentence
                ? $"Data '{path}': {sentence}"
                : $"Data '{path}': no source knows what lies there. In a recipe data.source can name one; what they read:"
                    + string.Concat(All.Select(source => $"{Environment.NewLine}  {source.Name}: {source.Description}"))
        );
    }

    private static List<DataOption> Known(DataSource source) => [.. source.Options, .. SplitOptions];

    private static DataOption Share(string name, string meaning, string usual) =>
        new(name, DataOptionKind.Number, meaning)
        {
            Default = usual,
            Lowest = 0,
            Highest = 1,
        };
}
