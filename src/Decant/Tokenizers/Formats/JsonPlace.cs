using System.Text.Json;
using Decant.Engine;

namespace Decant.Tokenizers.Formats;

/// <summary>A place in a tokenizer's JSON file, which says what it should be where it is something else.</summary>
/// <param name="file">The file, as messages name it.</param>
/// <param name="path">The place: <c>model.vocab</c>.</param>
/// <param name="value">What lies there.</param>
internal readonly struct JsonPlace(string file, string path, JsonElement value)
{
    /// <summary>The place itself.</summary>
    public string Path => path;

    /// <summary>What lies there.</summary>
    public JsonElement Value => value;

    /// <summary>True where a text lies there.</summary>
    public bool IsText => value.ValueKind == JsonValueKind.String;

    /// <summary>True where a list lies there.</summary>
    public bool IsList => value.ValueKind == JsonValueKind.Array;

    /// <summary>What a key holds; null where it is missing or null.</summary>
    public JsonPlace? Optional(string key)
    {
        RequireObject();
        return value.TryGetProperty(key, out var held) && held.ValueKind != JsonValueKind.Null
            ? new JsonPlace(file, path.Length == 0 ? key : $"{path}.{key}", held)
            : null;
    }

    /// <summary>What a key holds.</summary>
    public JsonPlace Required(string key) => Optional(key) ?? throw Refuse($"a value for '{key}'", "none");

    /// <summary>The text of a key, or a default.</summary>
    public string Text(string key, string otherwise) => Optional(key)?.Text() ?? otherwise;

    /// <summary>The truth of a key, or a default.</summary>
    public bool Flag(string key, bool otherwise) => Optional(key)?.Flag() ?? otherwise;

    /// <summary>A text.</summary>
    public string Text()
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            throw Refuse("a text", Received);
        }
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Refuse("a text of whole characters", "half a surrogate pair");
        }
    }

    /// <summary>True or false.</summary>
    public bool Flag() =>
        value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : throw Refuse("true or false", Received);

    /// <summary>A whole number from 0 up.</summary>
    public int Whole() =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= 0
            ? number
            : throw Refuse("a whole number from 0 to 2147483647", Received);

    /// <summary>A finite number.</summary>
    public double Number() =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number)
            ? number
            : throw Refuse("a finite number", Received);

    /// <summary>The places of a list.</summary>
    public IEnumerable<JsonPlace> Items()
    {
        if (!IsList)
        {
            throw Refuse("a list", Received);
        }
        return Each(file, path, value);

        static IEnumerable<JsonPlace> Each(string file, string path, JsonElement list)
        {
            var index = 0;
            foreach (var item in list.EnumerateArray())
            {
                yield return new JsonPlace(file, $"{path}[{index++}]", item);
            }
        }
    }

    /// <summary>The keys of an object and what each holds.</summary>
    public IEnumerable<(string Key, JsonPlace Place)> Entries()
    {
        RequireObject();
        return Each(this, file, path, value);

        static IEnumerable<(string, JsonPlace)> Each(JsonPlace place, string file, string path, JsonElement map)
        {
            foreach (var entry in map.EnumerateObject())
            {
                string key;
                try
                {
                    key = entry.Name;
                }
                catch (InvalidOperationException)
                {
                    throw place.Refuse("keys of whole characters", "half a surrogate pair");
                }
                yield return (key, new JsonPlace(file, path, entry.Value));
            }
        }
    }

    /// <summary>The error that says what this place should be.</summary>
    public DecantException Refuse(string expected, string received, string remedy = "") =>
        TokenizerProblem.Of(file, $"{(path.Length == 0 ? "the file" : path)} should be {expected}, but is {received}", remedy);

    /// <summary>What lies there, in a few words.</summary>
    public string Received =>
        value.ValueKind switch
        {
            JsonValueKind.Object => "an object",
            JsonValueKind.Array => "a list",
            JsonValueKind.String => "a text",
            JsonValueKind.Null => "null",
            _ => value.GetRawText() is { Length: <= 40 } text ? text : value.GetRawText()[..40] + "…",
        };

    private void RequireObject()
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            throw Refuse("an object", Received);
        }
    }
}
