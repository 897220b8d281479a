using System.Buffers.Binary;

namespace Decant.Engine.Weights.Safetensors;

/// <summary>
/// The safetensors format: 8 bytes with the length of the header, lowest first; the header, a JSON object; then the numbers, each tensor
/// after the one before, without gap or overlap, to the last byte of the file.
/// </summary>
internal static class SafetensorsFile
{
    private const int LengthBytes = 8;

    // The format's own limit.
    private const int LongestHeader = 100_000_000;

    /// <summary>Reads the header and checks it against the file.</summary>
    /// <exception cref="DecantException">The file breaks a rule of the format; says which.</exception>
    public static WeightFile Read(MappedFile file) =>
        new("safetensors", Tensors(file), file) { Texts = SafetensorsHeader.Texts(Header(file)) };

    /// <summary>The tensors, by their place in the file.</summary>
    /// <exception cref="DecantException">The file breaks a rule of the format; says which.</exception>
    public static IReadOnlyList<StoredTensor> Tensors(MappedFile file)
    {
        var header = Header(file);
        var entries = SafetensorsHeader.Read(header);
        var data = LengthBytes + (long)header.Length;
        var tensors = new List<StoredTensor>(entries.Count);
        long end = 0;
        foreach (var entry in entries.OrderBy(entry => entry.Begin).ThenBy(entry => entry.End))
        {
            if (entry.Begin != end)
            {
                throw new DecantException(
                    $"tensor '{entry.Name}': expected its data to begin at byte {end}, where the tensor before it "
                        + $"ends, it begins at {entry.Begin} ({(entry.Begin < end ? "an overlap" : "a gap")}). The file is "
                        + $"damaged."
                );
            }

            tensors.Add(Tensor(file, data, entry));
            end = entry.End;
        }

        return end == file.Length - data
            ? tensors
            : throw new DecantException(
                $"its tensors take {end} bytes, after the header there are {file.Length - data}. The file is damaged or was cut short."
            );
    }

    private static ReadOnlySpan<byte> Header(MappedFile file)
    {
        var length = BinaryPrimitives.ReadUInt64LittleEndian(file.Bytes(0, LengthBytes));
        return length <= LongestHeader
            ? file.Bytes(LengthBytes, (int)length)
            : throw new DecantException($"its header claims {length} bytes, the format allows {LongestHeader}. The file is damaged.");
    }

    private static StoredTensor Tensor(MappedFile file, long data, SafetensorsEntry entry)
    {
        var element = SafetensorsHeader.Element(entry);
        var view = new StorageView(
            file,
            data + entry.Begin,
            (entry.End - entry.Begin) / element.Width,
            element,
            0,
            entry.Sizes,
            StorageView.Contiguous(entry.Sizes)
        );
        var bytes = (Int128)view.Count * element.Width;
        return bytes == entry.End - entry.Begin
            ? new StoredTensor(entry.Name, view)
            : throw new DecantException(
                $"tensor '{entry.Name}' {element.Name}[{string.Join(", ", entry.Sizes)}]: its sizes need {bytes} "
                    + $"bytes, its offsets span {entry.End - entry.Begin}. The file is damaged."
            );
    }
}
