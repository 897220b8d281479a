using Decant.Data.Fields;
using Decant.Engine;
using Decant.Engine.Graphs;

namespace Decant.Data.Sources;

/// <summary>
/// The binary version of CIFAR-10 and CIFAR-100: records of one label (CIFAR-100: coarse, then fine) and 3,072 bytes
/// of red, green and blue planes of 32x32. https://www.cs.toronto.edu/~kriz/cifar.html
/// </summary>
internal sealed class CifarBinarySource : CatalogueSource
{
    private const int Side = 32,
        PixelBytes = 3 * Side * Side;

    private static readonly CifarKind s_cifar10 = new(
        "CIFAR-10",
        ["data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin", "data_batch_5.bin"],
        "test_batch.bin",
        1
    );

    private static readonly CifarKind s_cifar100 = new("CIFAR-100", ["train.bin"], "test.bin", 2);

    private sealed record CifarKind(string Title, string[] Train, string Test, int LabelBytes);

    /// <inheritdoc/>
    public override string Name => "cifar-binary";

    /// <inheritdoc/>
    public override string Description =>
        "CIFAR-10 and CIFAR-100, binary version: the folder with the .bin files, or the .tar.gz as it is published.";

    /// <inheritdoc/>
    internal override IReadOnlyList<DataOption> Options { get; } =
    [
        new("path", DataOptionKind.Path, "The folder or archive.") { Required = true },
        new("labels", DataOptionKind.Choice, "CIFAR-100's 100 fine or 20 coarse classes.")
        {
            Choices = ["fine", "coarse"],
            Default = "fine",
        },
    ];

    /// <inheritdoc/>
    internal override SourceParts Open(DataOptions options)
    {
        var path = options.RequiredPath("path");
        var tree = FileTree.Open(
            path,
            file => file.EndsWith(".bin", StringComparison.Ordinal) || file.EndsWith(".txt", StringComparison.Ordinal),
            inflates: options.Memory.Budget is not null
        );
        var files = tree.Files.ToLookup(file => file.Path.Split('/')[^1]);
        var kind =
            files.Contains(s_cifar10.Train[0]) ? s_cifar10
            : files.Contains(s_cifar100.Train[0]) ? s_cifar100
            : throw new DecantException(
                $"CIFAR '{path}': expected data_batch_1.bin (CIFAR-10) or train.bin (CIFAR-100), found "
                    + $"{(tree.Files.Count == 0 ? "no .bin file" : string.Join(", ", tree.Files.Take(8).Select(file => file.Path)))}. "
                    + "Fetch the binary version: `decant data get cifar-10`."
            );
        var labelPlace = kind.LabelBytes == 2 && options.Text("labels") == "fine" ? 1 : 0;
        var namesFile = kind == s_cifar10 ? "batches.meta.txt" : $"{options.Text("labels")}_label_names.txt";
        var classNames = ClassNames(
            files,
            namesFile,
            kind == s_cifar10 ? 10
                : labelPlace == 1 ? 100
                : 20
        );
        return new SourceParts(
            Read($"{kind.Title} train", path, files, kind.Train, kind.LabelBytes, labelPlace, classNames, options.Memory),
            null,
            Read($"{kind.Title} test", path, files, [kind.Test], kind.LabelBytes, labelPlace, classNames, options.Memory),
            []
        );
    }

    /// <inheritdoc/>
    internal override IReadOnlyDictionary<string, string>? Recognise(string path)
    {
        var isFolder =
            Directory.Exists(path)
            && new[] { path, Path.Combine(path, "cifar-10-batches-bin"), Path.Combine(path, "cifar-100-binary") }.Any(folder =>
                File.Exists(Path.Combine(folder, s_cifar10.Train[0])) || File.Exists(Path.Combine(folder, s_cifar100.Train[0]))
            );
        var isArchive = Path.GetFileName(path) is "cifar-10-binary.tar.gz" or "cifar-100-binary.tar.gz" && File.Exists(path);
        return isFolder || isArchive ? new Dictionary<string, string> { ["path"] = path } : null;
    }

    private static Dataset Read(
        string name,
        string root,
        ILookup<string, TreeFile> files,
        string[] wanted,
        int labelBytes,
        int labelPlace,
        IReadOnlyList<string> classNames,
        SampleMemory memory
    )
    {
        if (memory.Budget is not null)
        {
            var places = wanted.Select(file => (Name: file, Place: PlaceOf(root, Only(root, files, file)))).ToList();
            var record = labelBytes + PixelBytes;
            var count = places.Sum(file => (int)((file.Place?.Count ?? 0) / record));
            if (places.TrueForAll(file => file.Place is not null) && memory.Take(PixelBytes, count) < count)
            {
                return FromFiles(name, root, [.. places.Select(file => (file.Name, file.Place!))], labelBytes, labelPlace, classNames);
            }
        }

        return InMemory(name, root, files, wanted, labelBytes, labelPlace, classNames);
    }

    // Where the bytes of a file lie: in a folder, or in an archive that is not compressed.
    private static FilePlace? PlaceOf(string root, TreeFile file)
    {
        var path = Path.Combine(root, file.Path);
        if (file.Place is not null || !File.Exists(path))
        {
            return file.Place;
        }

        var handle = FileRecords.Open(path);
        return new FilePlace(() => handle, 0, RandomAccess.GetLength(handle));
    }

    private static FileImages FromFiles(
        string name,
        string root,
        IReadOnlyList<(string Name, FilePlace Place)> files,
        int labelBytes,
        int labelPlace,
        IReadOnlyList<string> classNames
    )
    {
        var record = labelBytes + PixelBytes;
        var (batches, labels, label) = (new List<(FileRecords, int)>(), new List<int>(), new byte[1]);
        foreach (var (file, place) in files)
        {
            CheckLength(root, file, place.Count, record);
            var (handle, count) = (place.File(), (int)(place.Count / record));
            for (var index = 0; index < count; index++)
            {
                var offset = ((long)index * record) + labelPlace;
                FileRecords.Read(root, handle, place.Start + offset, label);
                labels.Add(label[0] < classNames.Count ? label[0] : throw WrongLabel(root, file, label[0], offset, classNames.Count));
            }

            batches.Add((new FileRecords(root, handle, place.Start + labelBytes, record), count));
        }

        return new FileImages(
            name,
            new CifarRecords(batches),
            Field.Image(3, Side, Side),
            [.. labels],
            classNames,
            new Tensor(ElementType.UInt8, 0, 3, Side, Side),
            keptCount: 0
        );
    }

    private static void CheckLength(string root, string file, long bytes, int record)
    {
        if (bytes == 0 || bytes % record != 0)
        {
            throw new DecantException(
                $"CIFAR '{root}', {file}: expected whole records of {record} bytes, received {bytes} bytes, "
                    + $"{bytes % record} too many or cut short. Fetch it again."
            );
        }
    }

    private static DecantException WrongLabel(string root, string file, int label, long offset, int classes) =>
        new(
            $"CIFAR '{root}', {file}: label {label} at offset {offset}, expected 0 to {classes - 1}. The file is "
                + $"damaged, or no CIFAR batch."
        );

    private static unsafe MemoryImages InMemory(
        string name,
        string root,
        ILookup<string, TreeFile> files,
        string[] wanted,
        int labelBytes,
        int labelPlace,
        IReadOnlyList<string> classNames
    )
    {
        var record = labelBytes + PixelBytes;
        var batches = wanted.Select(file => (Name: file, Bytes: Only(root, files, file).Read())).ToList();
        foreach (var (file, bytes) in batches)
        {
            CheckLength(root, file, bytes.Length, record);
        }

        var count = batches.Sum(batch => batch.Bytes.Length / record);
        var pixels = new Tensor(ElementType.UInt8, count, 3, Side, Side);
        var labels = new int[count];
        var index = 0;
        foreach (var (file, bytes) in batches)
        {
            for (var offset = 0; offset < bytes.Length; offset += record, index++)
            {
                labels[index] = bytes[offset + labelPlace];
                if (labels[index] >= classNames.Count)
                {
                    throw WrongLabel(root, file, labels[index], offset + labelPlace, classNames.Count);
                }

                bytes
                    .AsSpan(offset + labelBytes, PixelBytes)
                    .CopyTo(new Span<byte>((byte*)pixels.Pointer + ((long)index * PixelBytes), PixelBytes));
            }
        }

        return new MemoryImages(name, pixels, labels, classNames);
    }

    private static TreeFile Only(string root, ILookup<string, TreeFile> files, string name) =>
        files[name].Take(2).ToList() switch
        {
            [var file] => file,
            [] => throw new DecantException($"CIFAR '{root}': {name} is missing. Fetch the whole binary version again."),
            _ => throw new DecantException(
                $"CIFAR '{root}': there are several files {name} "
                    + $"({string.Join(", ", files[name].Select(file => file.Path))}). Point data.path at one folder."
            ),
        };

    private static IReadOnlyList<string> ClassNames(ILookup<string, TreeFile> files, string file, int count)
    {
        var lines = files[file]
            .Take(1)
            .SelectMany(found =>
                System
                    .Text.Encoding.UTF8.GetString(found.Read())
                    .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            )
            .ToList();
        return lines.Count == count
            ? lines
            : [.. Enumerable.Range(0, count).Select(label => label.ToString(System.Globalization.CultureInfo.InvariantCulture))];
    }
}
