using System.Text.Json;

namespace Decant.Tokenizers.Formats;

/// <summary>Writes a BERT tokenizer as <c>tokenizer.json</c>.</summary>
internal static class BertJson
{
    /// <param name="pieces">Pieces and numbers.</param>
    /// <param name="tokens">Special tokens; those that the vocabulary lacks are left out.</param>
    /// <param name="lowers">Whether capital letters become small.</param>
    /// <param name="strips">Whether accents go; null for as the letters do.</param>
    /// <param name="partsChinese">Whether Chinese characters are words of their own.</param>
    public static byte[] Write(IReadOnlyDictionary<string, int> pieces, BertTokens tokens, bool lowers, bool? strips, bool partsChinese)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, TokenizerJsonForm.Options))
        {
            json.WriteStartObject();
            json.WriteString("version", "1.0");
            json.WriteNull("truncation");
            json.WriteNull("padding");
            JsonSections.AddedTokens(json, tokens.All.Where(pieces.ContainsKey).Select(token => (token, pieces[token], false)));
            json.WriteStartObject("normalizer");
            json.WriteString("type", "BertNormalizer");
            json.WriteBoolean("clean_text", true);
            json.WriteBoolean("handle_chinese_chars", partsChinese);
            if (strips is { } strip)
            {
                json.WriteBoolean("strip_accents", strip);
            }
            else
            {
                json.WriteNull("strip_accents");
            }
            json.WriteBoolean("lowercase", lowers);
            json.WriteEndObject();
            json.WriteStartObject("pre_tokenizer");
            json.WriteString("type", "BertPreTokenizer");
            json.WriteEndObject();
            JsonSections.Template(json, [tokens.Begin, "A0", tokens.End], [tokens.Begin, "A0", tokens.End, "B1", tokens.End], token =>
                pieces[token]
            );
            json.WriteStartObject("decoder");
            json.WriteString("type", "WordPiece");
            json.WriteString("prefix", "##");
            json.WriteBoolean("cleanup", true);
            json.WriteEndObject();
            json.WriteStartObject("model");
            json.WriteString("type", "WordPiece");
            json.WriteString("unk_token", tokens.Unknown);
            json.WriteString("continuing_subword_prefix", "##");
            json.WriteNumber("max_input_chars_per_word", 100);
            JsonSections.Vocabulary(json, pieces);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        return stream.ToArray();
    }
}
