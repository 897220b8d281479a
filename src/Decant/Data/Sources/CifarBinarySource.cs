using Decant.Engine;
using Decant.Engine.Graphs;

namespace Decant.Data.Sources;

/// <summary>
/// The binary version of CIFAR-10 and CIFAR-100: records of one label (CIFAR-100: coarse, then fine) and 3,072 bytes
/// of red, green and blue planes of 32x32. https://www.cs.toronto.edu/~kriz/cifar.html
/// </summary>
internal sealed class CifarBinarySource : DataSource
{
    private const int Side = 32, PixelBytes = 3 * Side * Side;

    private static readonly CifarKind s_cifar10 = new(
        "CIFAR-10", ["data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin", "data_batch_5.bin"], "test_batch.bin", 1);

    private static readonly CifarKind s_cifar100 = new("CIFAR-100", ["train.bin"], "test.bin", 2);

    private sealed record CifarKind(string Title, string[] Train, string Test, int LabelBytes);

    /// <inheritdoc/>
    public override string Name => "cifar-binary";

    /// <inheritdoc/>
    public override string Description => "CIFAR-10 and CIFAR-100, binary version: the folder with the .bin files, or the .tar.gz as it is published.";

    /// <inheritdoc/>
    public override IReadOnlyList<DataOption> Options { get; } =
    [
        new("path", DataOptionKind.Path, "The folder or archive.") { Required = true },
        new("labels", DataOptionKind.Choice, "CIFAR-100's 100 fine or 20 coarse classes.") { Choices = ["fine", "coarse"], Default = "fine" },
    ];

    /// <inheritdoc/>
    public override SourceParts Open(DataOptions options)
    {
        var path = options.RequiredPath("path");
        var tree = FileTree.Open(path, file => file.EndsWith(".bin", StringComparison.Ordinal) || file.EndsWith(".txt", StringComparison.Ordinal));
        var files = tree.Files.ToLookup(file => file.Path.Split('/')[^1]);
        var kind = files.Contains(s_cifar10.Train[0]) ? s_cifar10 : files.Contains(s_cifar100.Train[0]) ? s_cifar100
            : throw new DecantException(
                $"CIFAR '{path}': expected data_batch_1.bin (CIFAR-10) or train.bin (CIFAR-100), found {(tree.Files.Count == 0 ? "no .bin file" : string.Join(", ", tree.Files.Take(8).Select(file => file.Path)))}. "
                + "Fetch the binary version: `decant data get cifar-10`.");
        var labelPlace = kind.LabelBytes == 2 && options.Text("labels") == "fine" ? 1 : 0;
        var namesFile = kind == s_cifar10 ? "batches.meta.txt" : $"{options.Text("labels")}_label_names.txt";
        var classNames = ClassNames(files, namesFile, kind == s_cifar10 ? 10 : labelPlace == 1 ? 100 : 20);
        return new SourceParts(
            Read($"{kind.Title} train", path, files, kind.Train, kind.LabelBytes, labelPlace, classNames),
            null,
            Read($"{kind.Title} test", path, files, [kind.Test], kind.LabelBytes, labelPlace, classNames),
            []);
    }

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string>? Recognise(string path)
    {
        var isFolder = Directory.Exists(path) && new[] { path, Path.Combine(path, "cifar-10-batches-bin"), Path.Combine(path, "cifar-100-binary") }
            .Any(folder => File.Exists(Path.Combine(folder, s_cifar10.Train[0])) || File.Exists(Path.Combine(folder, s_cifar100.Train[0])));
        var isArchive = Path.GetFileName(path) is "cifar-10-binary.tar.gz" or "cifar-100-binary.tar.gz" && File.Exists(path);
        return isFolder || isArchive ? new Dictionary<string, string> { ["path"] = path } : null;
    }

    private static unsafe MemoryImages Read(
        string name, string root, ILookup<string, TreeFile> files, string[] wanted, int labelBytes, int labelPlace, IReadOnlyList<string> classNames)
    {
        var record = labelBytes + PixelBytes;
        var batches = wanted.Select(file => (Name: file, Bytes: Only(root, files, file).Read())).ToList();
        foreach (var (file, bytes) in batches)
        {
            if (bytes.Length == 0 || bytes.Length % record != 0)
            {
                throw new DecantException($"CIFAR '{root}', {file}: expected whole records of {record} bytes, received {bytes.Length} bytes, {bytes.Length % record} too many or cut short. Fetch it again.");
            }
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
                    throw new DecantException(
                        $"CIFAR '{root}', {file}: label {labels[index]} at offset {offset + labelPlace}, expected 0 to {classNames.Count - 1}. The file is damaged, or no CIFAR batch.");
                }

                bytes.AsSpan(offset + labelBytes, PixelBytes).CopyTo(new Span<byte>((byte*)pixels.Pointer + ((long)index * PixelBytes), PixelBytes));
            }
        }

        return new MemoryImages(name, pixels, labels, classNames);
    }

    private static TreeFile Only(string root, ILookup<string, TreeFile> files, string name) => files[name].Take(2).ToList() switch
    {
        [var file] => file,
        [] => throw new DecantException($"CIFAR '{root}': {name} is missing. Fetch the whole binary version again."),
        _ => throw new DecantException($"CIFAR '{root}': there are several files {name} ({string.Join(", ", files[name].Select(file => file.Path))}). Point data.path at one folder."),
    };

    private static IReadOnlyList<string> ClassNames(ILookup<string, TreeFile> files, string file, int count)
    {
        var lines = files[file].Take(1).SelectMany(found => System.Text.Encoding.UTF8.GetString(found.Read()).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).ToList();
        return lines.Count == count ? lines : [.. Enumerable.Range(0, count).Select(label => label.ToString(System.Globalization.CultureInfo.InvariantCulture))];
    }
}
