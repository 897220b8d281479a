using System.Text.Json;

namespace Decant.Tokenizers.Formats;

/// <summary>Writes the sections that every <c>tokenizer.json</c> has.</summary>
internal static class JsonSections
{
    /// <summary>Special tokens, in the order of their numbers; of each, whether it takes the blanks in front of it.</summary>
    public static void AddedTokens(Utf8JsonWriter json, IEnumerable<(string Content, int Id, bool TakesLeft)> tokens)
    {
        json.WriteStartArray("added_tokens");
        foreach (var (content, id, takesLeft) in tokens.DistinctBy(token => token.Id).OrderBy(token => token.Id))
        {
            AddedToken(json, content, id, takesLeft, true);
        }
        json.WriteEndArray();
    }

    /// <summary>One added token.</summary>
    public static void AddedToken(Utf8JsonWriter json, string content, int id, bool takesLeft, bool special)
    {
        json.WriteStartObject();
        json.WriteNumber("id", id);
        json.WriteString("content", content);
        json.WriteBoolean("single_word", false);
        json.WriteBoolean("lstrip", takesLeft);
        json.WriteBoolean("rstrip", false);
        json.WriteBoolean("normalized", false);
        json.WriteBoolean("special", special);
        json.WriteEndObject();
    }

    /// <summary>The vocabulary, in the order of its numbers.</summary>
    public static void Vocabulary(Utf8JsonWriter json, IReadOnlyDictionary<string, int> pieces)
    {
        json.WriteStartObject("vocab");
        foreach (var (piece, id) in pieces.OrderBy(pair => pair.Value))
        {
            json.WriteNumber(piece, id);
        }
        json.WriteEndObject();
    }

    /// <summary>The pairs that join, in order.</summary>
    public static void Merges(Utf8JsonWriter json, IReadOnlyList<(string Left, string Right)> merges)
    {
        json.WriteStartArray("merges");
        foreach (var (left, right) in merges)
        {
            json.WriteStringValue($"{left} {right}");
        }
        json.WriteEndArray();
    }

    /// <summary>
    /// Special tokens around texts. A text is <c>A</c> or <c>B</c> and its segment (<c>B1</c>); a special token has the segment
    /// of the text in front.
    /// </summary>
    public static void Template(Utf8JsonWriter json, string[] one, string[] two, Func<string, int> id)
    {
        json.WriteStartObject("post_processor");
        json.WriteString("type", "TemplateProcessing");
        Places(json, "single", one);
        Places(json, "pair", two);
        json.WriteStartObject("special_tokens");
        foreach (var token in one.Concat(two).Where(part => !IsText(part)).Distinct())
        {
            json.WriteStartObject(token);
            json.WriteString("id", token);
            json.WriteStartArray("ids");
            json.WriteNumberValue(id(token));
            json.WriteEndArray();
            json.WriteStartArray("tokens");
            json.WriteStringValue(token);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static bool IsText(string part) => part is "A0" or "B0" or "B1";

    private static void Places(Utf8JsonWriter json, string key, string[] parts)
    {
        json.WriteStartArray(key);
        var segment = 0;
        foreach (var part in parts)
        {
            segment = IsText(part) ? part[1] - '0' : segment;
            json.WriteStartObject();
            json.WriteStartObject(IsText(part) ? "Sequence" : "SpecialToken");
            json.WriteString("id", IsText(part) ? part[..1] : part);
            json.WriteNumber("type_id", segment);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
