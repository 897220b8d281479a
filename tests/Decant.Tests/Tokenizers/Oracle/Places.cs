using System.Buffers.Binary;
using System.Text.Json;
using Decant.Tokenizers;

namespace Decant.Tests.Tokenizers.Oracle;

/// <summary>
/// Ids and places of every line, as a number each. <c>places.js</c> made the stored ones with the package <c>tokenizers</c> 0.23.2 (npm,
/// Hugging Face's library with its places), out of the lines and tokenizers that <see cref="Write"/> wrote.
/// </summary>
internal static class Places
{
    /// <summary>FNV-1a of the ids and of where each piece begins and ends in UTF-16, all as Int32.</summary>
    public static uint Hash(TokenizedText text) =>
        Hash(text.Ids.Concat(text.Offsets.SelectMany(place => new[] { place.Start, place.End })));

    /// <summary>FNV-1a of numbers as Int32.</summary>
    public static uint Hash(IEnumerable<int> numbers)
    {
        var hash = 2166136261u;
        Span<byte> bytes = stackalloc byte[4];
        foreach (var number in numbers)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
            foreach (var value in bytes)
            {
                hash = (hash ^ value) * 16777619;
            }
        }
        return hash;
    }

    /// <summary>The stored numbers of a tokenizer, one for each line.</summary>
    public static uint[] Stored(string name) => Numbers($"places.{name}.bin");

    /// <summary>The numbers of a stored file.</summary>
    public static uint[] Numbers(string file)
    {
        using var stream = typeof(Places).Assembly.GetManifestResourceStream(file)!;
        using var reader = new BinaryReader(stream);
        return [.. Enumerable.Range(0, (int)(stream.Length / 4)).Select(_ => reader.ReadUInt32())];
    }

    /// <summary>Writes what <c>places.js</c> reads, into the folder that DECANT_TOKENIZER_CASES names, if it does.</summary>
    public static void Write(string name, TextTokenizer tokenizer, List<string> lines)
    {
        if (Environment.GetEnvironmentVariable("DECANT_TOKENIZER_CASES") is { Length: > 0 } folder)
        {
            File.WriteAllText(Path.Combine(folder, "lines.json"), JsonSerializer.Serialize(lines.Select(ComparedTexts.WellFormed)));
            tokenizer.Write(Path.Combine(folder, $"{name}.json"));
        }
    }
}
