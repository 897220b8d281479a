using System.Buffers.Binary;
using System.Numerics;

namespace Decant.Engine.Weights.PyTorch;

/// <summary>
/// What <c>torch.save</c> wrote before version 1.6: five pickles (a magic number, the version of the layout, facts of the machine, the
/// content, the keys of the storages), then for each key the count of numbers in 8 bytes, and the numbers.
/// </summary>
internal static class TorchLegacyFile
{
    private const int CountBytes = 8;
    private const long Version = 1001;

    private static readonly BigInteger s_magic = BigInteger.Parse(
        "119547037146038801333356",
        System.Globalization.CultureInfo.InvariantCulture
    );

    /// <summary>Reads the pickles and finds the numbers.</summary>
    /// <exception cref="DecantException">The file is damaged, or of another program.</exception>
    public static WeightFile Read(MappedFile file)
    {
        var bytes = new PickleBytes(file.Bytes(0, TorchTensors.PickleLength(Math.Min(file.Length, TorchTensors.LongestPickle))));
        if (PickleReader.Read(ref bytes).Value is not BigInteger magic || magic != s_magic)
        {
            throw new DecantException(
                "it is a pickle, but not one of PyTorch's. Save the weights by torch.save(model.state_dict(), "
                    + "'weights.pt'), or as safetensors."
            );
        }

        if (PickleReader.Read(ref bytes).Value is not Version)
        {
            throw new DecantException($"expected version {Version} of PyTorch's layout. Load it in PyTorch and save it again.");
        }

        RequireLowestByteFirst(PickleReader.Read(ref bytes).Value);
        var (content, storages) = PickleReader.Read(ref bytes);
        var keys = PickleReader.Read(ref bytes).Value;
        var places = Places(file, storages, keys, bytes.Position);
        var state = StateDictionary.Of(content);
        var tensors = TorchTensors.Of(state, file, storage => places.TryGetValue(storage.Key, out var place) ? place : null);
        return new WeightFile(TorchTensors.FormatOf("legacy pickle", state), tensors, file);
    }

    private static Dictionary<string, (long Offset, long Length)> Places(
        MappedFile file,
        IReadOnlyList<PickledStorage> storages,
        object? keys,
        long offset
    )
    {
        var widths = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var storage in storages)
        {
            if (!widths.TryAdd(storage.Key, storage.Element.Width) && widths[storage.Key] != storage.Element.Width)
            {
                throw new DecantException($"storage '{storage.Key}' is said to be of two types. The file is damaged.");
            }
        }

        var places = new Dictionary<string, (long, long)>(StringComparer.Ordinal);
        foreach (var key in keys is PickledList list ? list.Items : [])
        {
            var count = BinaryPrimitives.ReadInt64LittleEndian(file.Bytes(offset, CountBytes));
            offset += CountBytes;
            if (
                key is not string name
                || !widths.TryGetValue(name, out var width)
                || count < 0
                || count > (file.Length - offset) / width
                || !places.TryAdd(name, (offset, count * width))
            )
            {
                throw new DecantException(
                    $"the numbers of storage '{key as string}' are not where they should be. The file is damaged or was cut short."
                );
            }

            offset += count * width;
        }

        return places;
    }

    private static void RequireLowestByteFirst(object? facts)
    {
        if (facts is PickledDictionary dictionary && dictionary.Pairs.Exists(pair => pair is { Key: "little_endian", Value: false }))
        {
            throw new DecantException(
                "its numbers are stored highest byte first, as a big-endian machine wrote them. Save it again on a little-endian one."
            );
        }
    }
}
