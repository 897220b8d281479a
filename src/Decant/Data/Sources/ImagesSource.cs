using System.Globalization;
using Decant.Data.Images;
using Decant.Engine;
using Decant.Engine.Graphs;

namespace Decant.Data.Sources;

/// <summary>Image files in class folders, perhaps below <c>train</c>, <c>val</c> and <c>test</c>; in a folder or an archive.</summary>
internal sealed class ImagesSource : DataSource
{
    /// <inheritdoc/>
    public override string Name => "images";

    /// <inheritdoc/>
    public override string Description =>
        "PNG and JPEG images in class folders, perhaps below train/, val/ and test/: a folder, or a .tar, .tar.gz, .tgz or .zip archive.";

    /// <inheritdoc/>
    public override IReadOnlyList<DataOption> Options { get; } =
    [
        new("path", DataOptionKind.Path, "The folder or archive.") { Required = true },
        new("size", DataOptionKind.Text, "Resize every image to this many pixels: 32, or width x height as in 48x32. Needed where sizes differ."),
        new("channels", DataOptionKind.Choice, "Convert every image; as the first one where left out.") { Choices = ["grey", "rgb"] },
    ];

    /// <inheritdoc/>
    public override SourceParts Open(DataOptions options)
    {
        var path = options.RequiredPath("path");
        var others = 0;
        var tree = FileTree.Open(path, file =>
        {
            var isImage = ImageFile.HasImageName(file);
            others += isImage ? 0 : 1;
            return isImage;
        });
        var folders = ClassFolders.Of(tree);
        var form = ImageForm.Of(tree, folders, options);
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(path)).Split('.')[0];
        var (train, validation, test) = (Decode(name, "train"), Decode(name, "validation"), Decode(name, "test"));
        return new SourceParts(train!, validation, test, others == 0 ? [] : [string.Create(CultureInfo.InvariantCulture, $"Left out because they are no PNG or JPEG image: {others} {(others == 1 ? "file" : "files")}.")]);

        MemoryImages? Decode(string source, string part) =>
            folders.Parts.TryGetValue(part, out var files) ? Read(folders.HasParts ? $"{source} {part}" : source, tree, files, folders.ClassNames, form) : null;
    }

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string>? Recognise(string path)
    {
        if (File.Exists(path) && FileTree.IsArchive(path))
        {
            return new Dictionary<string, string> { ["path"] = path };
        }

        return Directory.Exists(path) && Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Take(1000).Any(ImageFile.HasImageName)
            ? new Dictionary<string, string> { ["path"] = path }
            : null;
    }

    private static unsafe MemoryImages Read(string name, FileTree tree, IReadOnlyList<ClassFile> files, IReadOnlyList<string> classNames, ImageForm form)
    {
        var size = form.Channels * form.Height * form.Width;
        DataFile.CheckMemory(tree.Root, (long)size * files.Count);
        var pixels = new Tensor(ElementType.UInt8, files.Count, form.Channels, form.Height, form.Width);
        var start = (byte*)pixels.Pointer;
        var (gate, failure, failed) = (new Lock(), (DecantException?)null, int.MaxValue);
        Parallel.For(0, files.Count, (index, loop) =>
        {
            try
            {
                var file = tree.Files[files[index].File];
                var picture = form.Apply(ImageFile.Decode(file.Read(), file.Path), file.Path);
                picture.Pixels.CopyTo(new Span<byte>(start + ((long)index * size), size));
            }
            catch (DecantException exception)
            {
                loop.Break(); // files before this one are still read: of several bad files the first is named
                lock (gate)
                {
                    (failure, failed) = index < failed ? (exception, index) : (failure, failed);
                }
            }
        });
        if (failure is not null)
        {
            throw new DecantException(failure.Message, failure);
        }

        return new MemoryImages(name, pixels, [.. files.Select(file => file.Label)], classNames);
    }
}
