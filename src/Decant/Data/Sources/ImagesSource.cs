using Decant.Data.Images;
using Decant.Engine;

namespace Decant.Data.Sources;

/// <summary>
/// Image files in class folders, perhaps below <c>train</c>, <c>val</c> and <c>test</c>, or with a table that tells what is known of each;
/// in a folder or an archive.
/// </summary>
internal sealed class ImagesSource : CatalogueSource
{
    /// <inheritdoc/>
    public override string Name => "images";

    /// <inheritdoc/>
    public override string Description =>
        $"Images ({ImageFormat.Names}) in class folders, perhaps below train/, val/ and test/, or with a table of "
        + $"numbers or labels: a folder, or a .tar, .tar.gz, .tgz or .zip archive.";

    /// <inheritdoc/>
    internal override IReadOnlyList<DataOption> Options { get; } =
    [
        new("path", DataOptionKind.Path, "The folder or archive.") { Required = true },
        new(
            "size",
            DataOptionKind.Text,
            "Resize every image to this many pixels: 32, or width x height as in 48x32. Needed where sizes differ."
        ),
        new("channels", DataOptionKind.Choice, "Convert every image; as the first one where left out.") { Choices = ["grey", "rgb"] },
        new(
            "bad-files",
            DataOptionKind.Choice,
            "What to do about images that cannot be read, and rows of the table without an image: refuse all of "
                + "them in one message, or skip them with a warning."
        )
        {
            Choices = ["refuse", "skip"],
            Default = "refuse",
        },
        new(
            "table",
            DataOptionKind.Path,
            "A CSV file with a row for each image, by its path among the files of data.path or from the data root: "
                + "class folders are not needed then. Every column of numbers can be learnt, by its name in data.target; "
                + "columns of 0 and 1 together are labels."
        ),
        new(
            "file",
            DataOptionKind.Text,
            "The table's column that names the image files, by name or by number from 0; seen from the cells where "
                + "only one does. Of a path from another machine the end counts."
        ),
        new("label", DataOptionKind.Text, "The table's column with the class, by name or by number from 0."),
        new(
            "targets",
            DataOptionKind.Text,
            "The table's columns with numbers to learn together, by name or number, separated by commas; where all "
                + "are 0 or 1, they are labels too."
        ),
        CsvIdentities.Option,
        .. CsvReading.Options,
    ];

    /// <inheritdoc/>
    internal override SourceParts Open(DataOptions options)
    {
        var (path, table, skips) = (options.RequiredPath("path"), options.Text("table"), options.Text("bad-files") == "skip");
        if (
            table is null
            && new[] { "file", "label", "targets", "group" }.FirstOrDefault(name => options.Text(name) is not null) is { } lost
        )
        {
            throw new DecantException(
                $"data.{lost}: it names a column of a table, and there is no table. Give data.table, or leave {lost} out."
            );
        }

        var others = new OtherFiles();
        var tree = FileTree.Open(
            path,
            file =>
            {
                var isImage = ImageFile.HasImageName(file);
                var isTable = table is not null && ImageTable.IsNamed(file, table);
                if (!isImage && !isTable)
                {
                    others.Add(file);
                }

                return isImage || isTable;
            },
            inflates: options.Memory.Budget is not null
        );
        if (!tree.Files.Any(file => ImageFile.HasImageName(file.Path)))
        {
            throw new DecantException($"Images '{path}': no image ({ImageFormat.Names}) is there; {others.Meaning}");
        }

        var rows = table is null ? null : ImageTable.Read(table, tree, options);
        if (rows is null && !options.IsUnlabelled)
        {
            others.RefuseOtherTasks(tree);
        }

        var folders =
            rows is not null ? null
            : options.IsUnlabelled ? ClassFolders.WithoutClasses(tree, FolderWords.Images)
            : ClassFolders.Of(tree, FolderWords.Images);
        var parts = rows?.Samples(skips) ?? folders!.Parts;
        var reader = new ImageReader(tree, ImageForm.Of(tree, parts["train"].Files, options), skips, options.Memory);
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(path)).Split('.')[0];
        var (train, validation, test) = (Read("train"), Read("validation"), Read("test"));
        reader.Check();
        return new SourceParts(train!, validation, test, [.. reader.Notes, .. rows?.Notes ?? [], .. others.Notes()]);

        Dataset? Read(string part) =>
            parts.TryGetValue(part, out var samples)
                ? reader.Read(
                    parts.Count > 1 || folders is { HasParts: true } ? $"{name} {part}" : name,
                    samples,
                    rows?.ClassNames ?? folders!.ClassNames
                )
                : null;
    }

    /// <inheritdoc/>
    internal override IReadOnlyDictionary<string, string>? Recognise(string path)
    {
        if (File.Exists(path) && FileTree.IsArchive(path))
        {
            return new Dictionary<string, string> { ["path"] = path };
        }

        return
            Directory.Exists(path)
            && Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Take(1000).Any(ImageFile.HasImageName)
            ? new Dictionary<string, string> { ["path"] = path }
            : null;
    }
}
