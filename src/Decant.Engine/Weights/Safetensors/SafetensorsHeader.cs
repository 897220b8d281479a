using System.Text.Json;

namespace Decant.Engine.Weights.Safetensors;

/// <summary>
/// The header: a JSON object of name → <c>{ "dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24] }</c>, and <c>__metadata__</c> with
/// texts.
/// </summary>
internal static class SafetensorsHeader
{
    private const string Metadata = "__metadata__";
    private const int MostTensors = 500_000;
    private const int MostAxes = 64;

    // Header, entry, list: nothing in it nests deeper.
    private const int DeepestNesting = 4;

    /// <summary>Reads the header.</summary>
    /// <exception cref="DecantException">It is no such object, or a name is in it twice.</exception>
    public static IReadOnlyList<SafetensorsEntry> Read(ReadOnlySpan<byte> header)
    {
        try
        {
            return Entries(header);
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            throw new DecantException(
                $"its header is not the JSON that the format asks for: {problem.Message.TrimEnd('.')}. The file is damaged.",
                problem
            );
        }
    }

    /// <summary>The texts of <c>__metadata__</c>; whatever else is there is passed over.</summary>
    /// <param name="header">A header that <see cref="Read"/> has read.</param>
    public static IReadOnlyDictionary<string, string> Texts(ReadOnlySpan<byte> header)
    {
        try
        {
            var json = new Utf8JsonReader(header, new JsonReaderOptions { MaxDepth = DeepestNesting });
            using var document = JsonDocument.ParseValue(ref json);
            return document.RootElement.TryGetProperty(Metadata, out var metadata) && metadata.ValueKind == JsonValueKind.Object
                ? metadata
                    .EnumerateObject()
                    .Where(text => text.Value.ValueKind == JsonValueKind.String)
                    .GroupBy(text => text.Name, StringComparer.Ordinal)
                    .ToDictionary(texts => texts.Key, texts => texts.Last().Value.GetString()!, StringComparer.Ordinal)
                : new Dictionary<string, string>();
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            throw new DecantException(
                $"the texts of its header cannot be read: {problem.Message.TrimEnd('.')}. The file is damaged.",
                problem
            );
        }
    }

    /// <summary>The element type of an entry.</summary>
    /// <exception cref="DecantException">It cannot be held.</exception>
    public static StoredElement Element(SafetensorsEntry entry)
    {
        try
        {
            return StoredElement.Find(entry.ElementName);
        }
        catch (DecantException problem)
        {
            throw new DecantException($"tensor '{entry.Name}': {problem.Message}", problem);
        }
    }

    private static List<SafetensorsEntry> Entries(ReadOnlySpan<byte> header)
    {
        var json = new Utf8JsonReader(header, new JsonReaderOptions { MaxDepth = DeepestNesting });
        var entries = new List<SafetensorsEntry>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        Expect(ref json, JsonTokenType.StartObject);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString()!;
            if (!names.Add(name))
            {
                throw new DecantException($"its header names '{name}' twice. The file is damaged.");
            }

            if (name == Metadata)
            {
                json.Read();
                json.Skip();
            }
            else if (entries.Count < MostTensors)
            {
                entries.Add(Entry(ref json, name));
            }
            else
            {
                throw new DecantException($"its header names more than {MostTensors} tensors.");
            }
        }

        // Blanks may follow, nothing else: the reader throws at anything more.
        json.Read();
        return entries;
    }

    private static SafetensorsEntry Entry(ref Utf8JsonReader json, string name)
    {
        string? element = null;
        List<long>? sizes = null,
            offsets = null;
        Expect(ref json, JsonTokenType.StartObject);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var key = json.GetString();
            switch (key)
            {
                case "dtype" when element is null:
                    Expect(ref json, JsonTokenType.String);
                    element = json.GetString();
                    break;
                case "shape" when sizes is null:
                    sizes = Numbers(ref json);
                    break;
                case "data_offsets" when offsets is null:
                    offsets = Numbers(ref json);
                    break;
                default:
                    throw new DecantException(
                        $"tensor '{name}': expected dtype, shape and data_offsets, once each, received '{key}'. The file is damaged."
                    );
            }
        }

        if (
            element is null
            || sizes is not { Count: <= MostAxes }
            || offsets is not [var begin, var end]
            || begin > end
            || sizes.Exists(size => size > int.MaxValue)
        )
        {
            throw new DecantException(
                $"tensor '{name}': expected dtype, a shape of at most {MostAxes} sizes from 0 to {int.MaxValue}, "
                    + $"and data_offsets [begin, end] with begin ≤ end. The file is damaged."
            );
        }

        return new SafetensorsEntry(name, element, [.. sizes.Select(size => (int)size)], begin, end);
    }

    private static List<long> Numbers(ref Utf8JsonReader json)
    {
        var numbers = new List<long>();
        Expect(ref json, JsonTokenType.StartArray);
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            numbers.Add(
                json.TokenType == JsonTokenType.Number && json.TryGetInt64(out var number) && number >= 0
                    ? number
                    : throw new JsonException("expected whole numbers of 0 or more")
            );
        }

        return numbers;
    }

    private static void Expect(ref Utf8JsonReader json, JsonTokenType expected)
    {
        if (!json.Read() || json.TokenType != expected)
        {
            throw new JsonException($"expected {expected} at byte {json.BytesConsumed}, found {json.TokenType}");
        }
    }
}
