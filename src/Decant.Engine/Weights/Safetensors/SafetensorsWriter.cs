using System.Buffers.Binary;
using System.Text.Json;
using Decant.Engine.Graphs;

namespace Decant.Engine.Weights.Safetensors;

/// <summary>
/// Writes the safetensors format: the length of the header, the header, then the numbers of each tensor directly after the one before.
/// </summary>
internal static class SafetensorsWriter
{
    // Readers map the file and want numbers where a machine can load them.
    private const int Alignment = 8;

    /// <summary>Writes a whole file.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="tensors">Names and numbers, in the order of the file.</param>
    /// <param name="texts">The texts of <c>__metadata__</c>.</param>
    public static void Write(Stream stream, IReadOnlyList<(string Name, Tensor Data)> tensors, IReadOnlyDictionary<string, string> texts) =>
        Write(stream, [.. tensors.Select(tensor => Part(tensor.Name, tensor.Data))], texts);

    /// <summary>Writes a whole file of tensors that are no <see cref="Tensor"/> here, such as 16-bit floats.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="parts">The tensors, in the order of the file.</param>
    /// <param name="texts">The texts of <c>__metadata__</c>.</param>
    public static void Write(Stream stream, IReadOnlyList<SafetensorsPart> parts, IReadOnlyDictionary<string, string> texts)
    {
        var header = Header(parts, texts);
        var padded = new byte[(header.Length + Alignment - 1) / Alignment * Alignment];
        padded.AsSpan().Fill((byte)' ');
        header.CopyTo(padded, 0);
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)padded.Length);
        stream.Write(length);
        stream.Write(padded);
        foreach (var part in parts)
        {
            part.Write(stream);
        }
    }

    private static SafetensorsPart Part(string name, Tensor data) =>
        new(name, NameOf(data.Type), [.. data.Dimensions], data.ByteCount, stream => stream.Write(data.Bytes()));

    private static byte[] Header(IReadOnlyList<SafetensorsPart> parts, IReadOnlyDictionary<string, string> texts)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject("__metadata__");
            foreach (var (key, text) in texts)
            {
                json.WriteString(key, text);
            }

            json.WriteEndObject();
            long begin = 0;
            foreach (var part in parts)
            {
                json.WriteStartObject(part.Name);
                json.WriteString("dtype", part.ElementName);
                json.WriteStartArray("shape");
                foreach (var size in part.Sizes)
                {
                    json.WriteNumberValue(size);
                }

                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(begin);
                json.WriteNumberValue(begin += part.Length);
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static string NameOf(ElementType type) =>
        type == ElementType.BFloat16
            ? StoredElement.BFloat16.Name
            : (
                StoredElement.All.FirstOrDefault(element =>
                    element.Type == type && element != StoredElement.Float16 && element != StoredElement.BFloat16
                ) ?? throw new DecantException($"Writing safetensors: the format has no element type for {type}.")
            ).Name;
}
