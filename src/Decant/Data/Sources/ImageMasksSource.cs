using Decant.Data.Fields;
using Decant.Data.Images;
using Decant.Engine;

namespace Decant.Data.Sources;

/// <summary>Pictures with a label image each, which tells the class of every pixel; in a folder or an archive.</summary>
internal sealed class ImageMasksSource : CatalogueSource
{
    /// <summary>What the class of a pixel is called among the fields of a sample.</summary>
    public const string FieldName = "mask";

    /// <inheritdoc/>
    public override string Name => "image-masks";

    /// <inheritdoc/>
    public override string Description =>
        $"Pictures ({ImageFormat.Names}) with a label image each (PNG of the same name in another folder), whose numbers or colours are "
        + $"classes of pixels: a folder, or a .tar, .tar.gz, .tgz or .zip archive.";

    /// <inheritdoc/>
    internal override IReadOnlyList<DataOption> Options { get; } =
    [
        new("path", DataOptionKind.Path, "The folder or archive.") { Required = true },
        new(
            "images",
            DataOptionKind.Text,
            "The folder of the pictures, below data.path; usual names are found: images/labels, train/trainannot, "
                + "JPEGImages/SegmentationClass, leftImg8bit/gtFine."
        ),
        new("masks", DataOptionKind.Text, "The folder of the label images, below data.path; usual names are found."),
        new(
            "classes",
            DataOptionKind.Text,
            "Names of the classes in the order of their numbers, separated by commas; where colours tell them, each with its colour: "
                + "sky #808080, road #804080. Left out, a colour table among the files, or the values that occur."
        ),
        new(
            "void",
            DataOptionKind.Text,
            "Pixels that neither losses nor metrics count: numbers, colours or names of classes, separated by commas; 255 where left out."
        ),
        new(
            "size",
            DataOptionKind.Text,
            "Resize every picture to this many pixels: 32, or width x height as in 48x32; label images by their "
                + "nearest pixel. Needed where "
                + "sizes differ."
        ),
        new("channels", DataOptionKind.Choice, "Convert every picture; as the first one where left out.") { Choices = ["grey", "rgb"] },
        new(
            "bad-files",
            DataOptionKind.Choice,
            "What to do about pictures and label images that cannot be used: refuse all of them in one message, or "
                + "skip them with a warning."
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
        var tree = FileTree.Open(
            path,
            file => ImageFile.HasImageName(file) || ColourTable.IsNamed(file),
            inflates: options.Memory.Budget is not null
        );
        var pairs = MaskPairs.Of(tree, options.Text("images"), options.Text("masks"));
        var masks = new MaskReader(tree, pairs);
        var table = tree.Files.Where(file => ColourTable.IsNamed(file.Path)).Select(file => ColourTable.Read(file.Read())).FirstOrDefault();
        var classes = masks.Classes(options.Text("classes"), options.Text("void"), table ?? []);
        if (!skips)
        {
            masks.Problems.Refuse(tree.Root);
        }

        var parts = pairs.Parts.Keys.ToDictionary(part => part, masks.Usable);
        if (parts["train"].Count == 0)
        {
            throw new DecantException(
                $"Images '{tree.Root}': no pair of train can be used. {string.Join(" ", masks.Problems.Sentences)} "
                    + $"Mend or replace the files."
            );
        }

        var form = ImageForm.Of(tree, parts["train"].Select(pair => pair.Image), options);
        var reader = new ImageReader(tree, form, skips, options.Memory);
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(path)).Split('.')[0];
        var (train, validation, test) = (Read("train"), Read("validation"), Read("test"));
        reader.Check();
        return new SourceParts(train!, validation, test, [.. reader.Notes, .. masks.Problems.Notes()]);

        Dataset? Read(string part)
        {
            if (!parts.TryGetValue(part, out var own) || own.Count == 0)
            {
                return null;
            }

            var field = Field.Mask(FieldName, form.Height, form.Width, classes.Names);
            var room = options.Memory.Take(field.Count, own.Count);
            var files = new FileMasks(field, tree, [.. own.Select(pair => pair.Mask)], classes, room);
            var samples = new FileSamples([.. own.Select(pair => pair.Image)], [.. own.Select(_ => -1)], []) { Masks = files };
            return reader.Read(parts.Count > 1 ? $"{name} {part}" : name, samples, []);
        }
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
        return MaskPairs.Fits(names) ? new Dictionary<string, string> { ["path"] = path } : null;
    }
}
