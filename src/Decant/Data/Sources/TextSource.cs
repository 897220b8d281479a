using Decant.Engine;

namespace Decant.Data.Sources;

/// <summary>Texts with a class, several labels, a number, or nothing at all.</summary>
internal sealed class TextSource : CatalogueSource
{
    /// <inheritdoc/>
    public override string Name => "text";

    /// <inheritdoc/>
    public override string Description =>
        "Texts as TSV, CSV, JSON Lines or Parquet with a column for the text, a text in each line, or .txt files in class folders.";

    /// <inheritdoc/>
    internal override IReadOnlyList<DataOption> Options { get; } =
    [
        new(
            "path",
            DataOptionKind.Path,
            "The file with the training texts, or all texts; it may lie in an archive (texts.tar.gz/train.tsv)."
        )
        {
            Required = true,
        },
        new("validation-file", DataOptionKind.Path, "A file with texts for validation, with the same columns."),
        new("test-file", DataOptionKind.Path, "A file with texts for the test, with the same columns."),
        new("text", DataOptionKind.Text, "The column with the text, by name or by number from 0; found by name or content where left out."),
        new("second", DataOptionKind.Text, "The column with the second text of a pair."),
        new("label", DataOptionKind.Text, "The column with the class."),
        new(
            "labels",
            DataOptionKind.Text,
            "The column with several labels of a text, between commas or as a list of JSON; or several columns with 0 and 1, separated by "
                + "commas."
        ),
        new("score", DataOptionKind.Text, "Columns with numbers to learn, separated by commas."),
        CsvIdentities.Option,
        new("form", DataOptionKind.Choice, "How the files are written; by their endings where left out.")
        {
            Choices = [.. Enum.GetNames<TextForm>().Select(name => name.ToLowerInvariant())],
        },
        new("header", DataOptionKind.Choice, "Whether the first line names the columns; seen from the cells where left out.")
        {
            Choices = ["true", "false"],
        },
        .. TextReadings.Options,
    ];

    /// <inheritdoc/>
    internal override SourceParts Open(DataOptions options)
    {
        var path = options.RequiredPath("path");
        if (Directory.Exists(path) || (File.Exists(path) && FileTree.IsArchive(path)))
        {
            var folders = TextFolders.Open(path, options.IsUnlabelled);
            return TextParts.Of(folders.Part("train")!, folders.Part("validation"), folders.Part("test"), folders.ClassNames, options, []);
        }

        var stem = TextParts.NameOf(path);
        var train = Read(path);
        if (train.Rows.Count == 0)
        {
            throw new DecantException($"Texts '{path}': there is a header ({string.Join(", ", train.Columns)}) and no text below it.");
        }

        var columns = new TextColumns(train, options);
        var truth = new TextTruth(train, columns, CsvReading.Names(options.Text("group")));
        return TextParts.Of(
            truth.Part(train, $"{stem} train"),
            Part("validation"),
            Part("test"),
            truth.ClassNames,
            options,
            columns.Notes(options)
        );

        TextPart? Part(string part) => options.Path($"{part}-file") is { } file ? truth.Part(Read(file), $"{stem} {part}") : null;

        TextTable Read(string file) =>
            TextFile.Read(
                file,
                options.Text("form") is { } form ? Enum.Parse<TextForm>(form, ignoreCase: true) : null,
                options.Text("header") is { } header ? header == "true" : null
            );
    }

    /// <inheritdoc/>
    internal override IReadOnlyDictionary<string, string>? Recognise(string path) => RecognisedTexts.Of(path);
}
