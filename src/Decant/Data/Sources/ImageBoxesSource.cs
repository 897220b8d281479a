using Decant.Data.Fields;
using Decant.Data.Images;

namespace Decant.Data.Sources;

/// <summary>
/// Pictures with boxes around the things in them, as Pascal VOC, COCO, YOLO or a table state them; in a folder or an archive.
/// </summary>
internal sealed class ImageBoxesSource : CatalogueSource
{
    /// <inheritdoc/>
    public override string Name => "image-boxes";

    /// <inheritdoc/>
    public override string Description =>
        $"Pictures ({ImageFormat.Names}) with boxes around the things in them: XML of Pascal VOC, JSON of COCO, texts "
        + $"of YOLO, or a table; a "
        + "folder, or a .tar, .tar.gz, .tgz or .zip archive.";

    /// <inheritdoc/>
    internal override IReadOnlyList<DataOption> Options { get; } =
    [
        new("path", DataOptionKind.Path, "The folder or archive.") { Required = true },
        new("format", DataOptionKind.Choice, "How boxes are stated; seen from the files where left out.")
        {
            Choices = [.. BoxFormat.All.Select(format => format.Name)],
        },
        new(
            "classes",
            DataOptionKind.Text,
            "Names of the classes in the order of the network's answers, separated by commas; all that occur where left out."
        ),
        new(
            "size",
            DataOptionKind.Text,
            "Resize every picture to this many pixels: 320, or width x height as in 320x240. Needed where sizes differ."
        ),
        new(
            "fit",
            DataOptionKind.Choice,
            "How pictures come to that size: letter-box keeps the ratio of their sides, with grey bars; stretch does not. Boxes follow."
        )
        {
            Choices = ["letter-box", "stretch"],
            Default = "letter-box",
        },
        new("channels", DataOptionKind.Choice, "Convert every picture.") { Choices = ["grey", "rgb"], Default = "rgb" },
        new(
            "bad-files",
            DataOptionKind.Choice,
            "What to do about pictures and annotations that cannot be used: refuse all of them in one message, or skip them with a warning."
        )
        {
            Choices = ["refuse", "skip"],
            Default = "refuse",
        },
    ];

    /// <inheritdoc/>
    internal override SourceParts Open(DataOptions options)
    {
        var (path, skips) = (options.RequiredPath("path"), options.Text("bad-files") == "skip");
        var tree = FileTree.Open(path, IsWanted, inflates: options.Memory.Budget is not null);
        var stated = BoxFormat.Of(tree, options.Text("format")).Read(tree);
        var pictures = new BoxedPictures(tree, stated, CsvReading.Names(options.Text("classes")), skips);
        var form = ImageForm.Of(tree, pictures.Parts["train"].Select(picture => picture.File), options) with
        {
            KeepsRatio = options.Text("fit") == "letter-box",
        };
        var reader = new ImageReader(tree, form, skips, options.Memory);
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(path)).Split('.')[0];
        var (train, validation, test) = (Read("train"), Read("validation"), Read("test"));
        reader.Check();
        return new SourceParts(train!, validation, test, [.. reader.Notes, .. pictures.Notes()]);

        Dataset? Read(string part) =>
            pictures.Parts.TryGetValue(part, out var own)
                ? reader.Read(
                    pictures.Parts.Count > 1 ? $"{name} {part}" : name,
                    new FileSamples([.. own.Select(picture => picture.File)], [.. own.Select(_ => -1)], [])
                    {
                        Boxes = new MemoryBoxes([.. own.Select(picture => picture.Fitted(form))], pictures.ClassNames, pictures.MostBoxes),
                    },
                    []
                )
                : null;
    }

    /// <inheritdoc/>
    internal override IReadOnlyDictionary<string, string>? Recognise(string path)
    {
        if (!Directory.Exists(path) && !(File.Exists(path) && FileTree.IsArchive(path)))
        {
            return null;
        }

        var names = new List<string>();
        FileTree.Open(path, file =>
        {
            names.Add(file);
            return false;
        });
        // A table or JSON next to pictures may be anything; files of each picture's name are not.
        return BoxFormat.Seen(names)?.Name is "voc" or "yolo" ? new Dictionary<string, string> { ["path"] = path } : null;
    }

    private static bool IsWanted(string path) =>
        ImageFile.HasImageName(path) || PartLists.IsNamed(path) || BoxFormat.All.Any(format => format.IsNamed(path));
}
