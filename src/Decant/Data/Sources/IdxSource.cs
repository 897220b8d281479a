using System.Globalization;
using Decant.Data.Fields;
using Decant.Engine;
using Decant.Engine.Graphs;

namespace Decant.Data.Sources;

/// <summary>MNIST's format: a file of images and a file of labels for each part.</summary>
internal sealed class IdxSource : CatalogueSource
{
    /// <summary>The four standard names, without <c>.gz</c>: option, file.</summary>
    public static IReadOnlyDictionary<string, string> StandardNames { get; } =
        new Dictionary<string, string>
        {
            ["train-images"] = "train-images-idx3-ubyte",
            ["train-labels"] = "train-labels-idx1-ubyte",
            ["test-images"] = "t10k-images-idx3-ubyte",
            ["test-labels"] = "t10k-labels-idx1-ubyte",
        };

    /// <inheritdoc/>
    public override string Name => "idx";

    /// <inheritdoc/>
    public override string Description => "MNIST's files (IDX), plain or .gz: a folder with the four standard names, or four files.";

    /// <inheritdoc/>
    internal override IReadOnlyList<DataOption> Options { get; } =
    [
        new("path", DataOptionKind.Path, "Folder with the files; relative file names start there.") { Default = "." },
        new("train-images", DataOptionKind.Text, "File with the training images.") { Default = StandardNames["train-images"] },
        new("train-labels", DataOptionKind.Text, "File with the training labels.") { Default = StandardNames["train-labels"] },
        new("test-images", DataOptionKind.Text, "File with the test images.") { Default = StandardNames["test-images"] },
        new("test-labels", DataOptionKind.Text, "File with the test labels.") { Default = StandardNames["test-labels"] },
        new(
            "classes",
            DataOptionKind.Text,
            "Names of the classes in label order, separated by commas; the labels themselves where left out."
        ),
    ];

    /// <inheritdoc/>
    internal override SourceParts Open(DataOptions options)
    {
        var folder = options.RequiredPath("path");
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(folder));
        var names = options.Text("classes")?.Split(',', StringSplitOptions.TrimEntries);
        var train = Read(folder, options.Text("train-images")!, options.Text("train-labels")!, options.Memory);
        if (Find(folder, options.Text("test-images")!) is null && options.Text("test-images") == StandardNames["test-images"])
        {
            return new SourceParts(Make(name, train, names), null, null, []);
        }

        var test = Read(folder, options.Text("test-images")!, options.Text("test-labels")!, options.Memory);
        if ((train.Height, train.Width) != (test.Height, test.Width))
        {
            throw new DecantException(
                $"IDX folder '{folder}': training images are {train.Width}x{train.Height}, test images "
                    + $"{test.Width}x{test.Height}. They must be of one size; is one file from another data set?"
            );
        }

        var learned = Make($"{name} train", train, names);
        return new SourceParts(learned, null, Make($"{name} test", test, learned.ClassNames), []);
    }

    /// <inheritdoc/>
    internal override IReadOnlyDictionary<string, string>? Recognise(string path) =>
        Directory.Exists(path) && Find(path, StandardNames["train-images"]) is not null
            ? new Dictionary<string, string> { ["path"] = path }
            : null;

    // Kept holds all images, or the first ones where Source reads the others.
    private sealed record Part(Tensor Kept, IPixelSource? Source, int[] Labels, string LabelFile, int Height, int Width);

    private static Dataset Make(string name, Part part, IReadOnlyList<string>? classNames)
    {
        classNames ??= Digits(part.Labels.Max() + 1);
        var wrong = part.Labels.AsSpan().IndexOfAnyExceptInRange(0, classNames.Count - 1);
        return wrong < 0
            ? part.Source is null
                ? new MemoryImages(name, part.Kept, part.Labels, classNames)
                : new FileImages(
                    name,
                    part.Source,
                    Field.Image(1, part.Height, part.Width),
                    part.Labels,
                    classNames,
                    part.Kept,
                    part.Kept.Dimensions[0]
                )
            : throw new DecantException(
                $"IDX labels '{part.LabelFile}': image {wrong} (offset {wrong + 8}) has label {part.Labels[wrong]}, "
                    + $"expected 0 to {classNames.Count - 1} as in training or data.classes. The file is damaged or from "
                    + $"another data set, or data.classes leaves one out."
            );
    }

    private static Part Read(string folder, string imageFile, string labelFile, SampleMemory memory)
    {
        var imagePath = Find(folder, imageFile) ?? throw Missing(folder, imageFile);
        var labelPath = Find(folder, labelFile) ?? throw Missing(folder, labelFile);
        var (images, source) = Images(imagePath, memory);
        using var labels = IdxFile.Read(labelPath, rank: 1);
        var (count, height, width) = (images.Count, images.Height, images.Width);
        if (count != labels.Count)
        {
            throw new DecantException(
                $"IDX files: '{imagePath}' has {count} images, '{labelPath}' has {labels.Count} labels. They must "
                    + $"come in pairs; is one file from another data set?"
            );
        }

        if (count == 0 || height == 0 || width == 0)
        {
            throw new DecantException(
                $"IDX file '{imagePath}': it has {count} images of {width}x{height} pixels; nothing can be learned from it."
            );
        }

        return new Part(
            images.Kept.View(0, images.Kept.Dimensions[0], 1, height, width),
            source,
            [.. labels.Span<byte>().ToArray().Select(label => (int)label)],
            labelPath,
            height,
            width
        );
    }

    // All of a file's images; under a limit of memory as many as there is room for, and what reads the others where they lie.
    private static ((Tensor Kept, int Count, int Height, int Width), IPixelSource?) Images(string path, SampleMemory memory)
    {
        var (sizes, bytes) = IdxFile.Sizes(path, rank: 3);
        var size = (int)Math.Min(int.MaxValue, (long)sizes[1] * sizes[2]);
        var room = memory.Take(size, sizes[0]);
        if (memory.Budget is null || room == sizes[0] || size == 0)
        {
            return ((IdxFile.Read(path, rank: 3), sizes[0], sizes[1], sizes[2]), null);
        }

        var records = IdxFile.Records(path, bytes, size);
        return ((records.First(room, size).View(0, room, sizes[1], sizes[2]), sizes[0], sizes[1], sizes[2]), records);
    }

    private static string? Find(string folder, string file) =>
        new[] { Path.Combine(folder, file), Path.Combine(folder, file + ".gz") }.FirstOrDefault(File.Exists);

    private static DecantException Missing(string folder, string file) =>
        new(
            Directory.Exists(folder)
                ? $"IDX folder '{folder}': expected the file {file} or {file}.gz, found {Listing(folder)}. Name other "
                    + $"files with train-images, train-labels, test-images and test-labels."
                : $"IDX folder '{folder}': there is no such folder. `decant data get mnist` fetches MNIST; a relative "
                    + $"path starts at --data-root."
        );

    private static string Listing(string folder)
    {
        var names = Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal).Take(8).ToList();
        return names.Count == 0 ? "an empty folder" : string.Join(", ", names);
    }

    private static string[] Digits(int count) =>
        [.. Enumerable.Range(0, count).Select(label => label.ToString(CultureInfo.InvariantCulture))];
}
