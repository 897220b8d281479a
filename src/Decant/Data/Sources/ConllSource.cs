using Decant.Data.Texts;
using Decant.Engine;
using Decant.Notices;

namespace Decant.Data.Sources;

/// <summary>Texts whose words have tags, as CoNLL's shared tasks write them.</summary>
internal sealed class ConllSource : CatalogueSource
{
    private const string Outside = "O";
    private const int Looked = 200;

    private static readonly string[] s_endings = [".conll", ".bio", ".iob", ".iob2"];

    /// <inheritdoc/>
    public override string Name => "conll";

    /// <inheritdoc/>
    public override string Description => "Words with tags, a word in each line and an empty line after each text (CoNLL), plain or .gz.";

    /// <inheritdoc/>
    internal override IReadOnlyList<DataOption> Options { get; } =
    [
        new(
            "path",
            DataOptionKind.Path,
            "The file with the training texts, or all texts; it may lie in an archive (texts.tar.gz/train.conll)."
        )
        {
            Required = true,
        },
        new("validation-file", DataOptionKind.Path, "A file with texts for validation."),
        new("test-file", DataOptionKind.Path, "A file with texts for the test."),
        .. TextReadings.Options,
    ];

    /// <inheritdoc/>
    internal override SourceParts Open(DataOptions options)
    {
        var path = options.RequiredPath("path");
        var stem = TextParts.NameOf(path);
        var train = ConllTable.Read(path, needsTags: !options.IsUnlabelled);
        string[] names = options.IsUnlabelled ? [] : TagsOf(train);
        List<Notice> notes = [];
        return TextParts.Of(PartOf(train, "train"), Part("validation"), Part("test"), [], options, notes);

        TextPart? Part(string part) =>
            options.Path($"{part}-file") is { } file ? PartOf(ConllTable.Read(file, needsTags: !options.IsUnlabelled), part) : null;

        TextPart PartOf(ConllTable table, string part)
        {
            if (table.WasConverted)
            {
                notes.Add(
                    $"{Path.GetFileName(table.File)}: ends and single words have tags of their own (E-, S-, L-, U-); they became I- and B-."
                );
            }

            return new TextPart($"{stem} {part}", Content(table, names), [.. table.Texts.Select(_ => -1)]);
        }
    }

    /// <inheritdoc/>
    internal override IReadOnlyDictionary<string, string>? Recognise(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        var plain = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;
        return
            s_endings.Any(ending => plain.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            || (TextLines.Start(path) is { } start && ConllTable.LooksLike(start.Take(Looked)))
            ? new Dictionary<string, string> { ["path"] = path }
            : null;
    }

    private static TextContent Content(ConllTable table, string[] names)
    {
        var content = new TextContent([.. table.Texts.Select(text => string.Join(' ', text.Words))])
        {
            Words = [.. table.Texts.Select(text => text.Words)],
        };
        if (names.Length == 0)
        {
            return content;
        }

        var (places, problems) = (names.Index().ToDictionary(name => name.Item, name => name.Index), new TextProblems(table.File));
        int[][] tags =
        [
            .. table.Texts.Select(text =>
                text.Tags.Select(
                        (tag, word) =>
                        {
                            if (places.TryGetValue(tag, out var place))
                            {
                                return place;
                            }

                            problems.Add(text.Line + word, $"{NearestName.Explain("tag", tag, names)}, the tags of training.");
                            return -1;
                        }
                    )
                    .ToArray()
            ),
        ];
        problems.Throw();
        return content with { Tags = tags, TagNames = names };
    }

    // Both tags of every kind, whether or not training has them: a kind of single words may have two elsewhere.
    private static string[] TagsOf(ConllTable train) =>
        [
            Outside,
            .. train
                .Texts.SelectMany(text => text.Tags)
                .Where(tag => tag != Outside)
                .Select(tag => tag[2..])
                .Distinct()
                .Order(StringComparer.Ordinal)
                .SelectMany(kind => new[] { $"B-{kind}", $"I-{kind}" }),
        ];
}
