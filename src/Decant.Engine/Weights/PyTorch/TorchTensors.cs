namespace Decant.Engine.Weights.PyTorch;

/// <summary>From tensors as a pickle describes them to tensors in the file.</summary>
internal static class TorchTensors
{
    /// <summary>The longest pickle that is read; those of the largest models have a few million bytes.</summary>
    public const int LongestPickle = 64 << 20;

    /// <summary>A pickle's length.</summary>
    /// <exception cref="DecantException">It is longer than any file of weights needs.</exception>
    public static int PickleLength(long length) =>
        length <= LongestPickle
            ? (int)length
            : throw new DecantException(
                $"its pickle has {length} bytes, more than the {LongestPickle} that are read. Save the weights alone, as safetensors."
            );

    /// <summary>The kind of file in a few words.</summary>
    public static string FormatOf(string layout, StateDictionary state) =>
        $"PyTorch ({layout}){(state.Part.Length == 0 ? "" : $", part '{state.Part}'")}";

    /// <summary>Finds the numbers of every tensor.</summary>
    /// <param name="state">The tensors of the model.</param>
    /// <param name="file">The file.</param>
    /// <param name="find">Where a storage's bytes are in it; null where it has no such storage.</param>
    /// <exception cref="DecantException">A storage is missing or too short, or a tensor leaves its storage.</exception>
    public static IReadOnlyList<StoredTensor> Of(
        StateDictionary state,
        MappedFile file,
        Func<PickledStorage, (long Offset, long Length)?> find
    )
    {
        var tensors = new List<StoredTensor>(state.Tensors.Count);
        foreach (var (name, tensor) in state.Tensors)
        {
            var storage = tensor.Storage;
            var (offset, length) = find(storage)
                ?? throw new DecantException($"tensor '{name}': its storage '{storage.Key}' is missing. The file is damaged.");
            var width = tensor.Element.Width;
            if (storage.First > length / width || storage.Count > (length / width) - storage.First)
            {
                throw new DecantException(
                    $"tensor '{name}': its storage '{storage.Key}' is said to hold {storage.Count} numbers of "
                        + $"{width} bytes, the file has {length} bytes of it. It is damaged or was cut short."
                );
            }

            tensors.Add(
                new StoredTensor(
                    name,
                    new StorageView(
                        file,
                        offset + (storage.First * width),
                        storage.Count,
                        tensor.Element,
                        tensor.First,
                        tensor.Sizes,
                        tensor.Strides
                    )
                )
            );
        }

        return tensors;
    }
}
