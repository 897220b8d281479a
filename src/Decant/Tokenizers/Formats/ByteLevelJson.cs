using System.Text.Json;

namespace Decant.Tokenizers.Formats;

/// <summary>Writes a tokenizer of byte-level pieces as <c>tokenizer.json</c>.</summary>
internal static class ByteLevelJson
{
    /// <param name="pieces">Pieces and numbers.</param>
    /// <param name="merges">The pairs that join, in order.</param>
    /// <param name="around">Special tokens around texts, as RoBERTa has them; null for none, as GPT-2 has it.</param>
    /// <param name="special">Further special tokens.</param>
    /// <param name="prefixes">Whether a blank comes in front of a text that has none.</param>
    public static byte[] Write(
        IReadOnlyDictionary<string, int> pieces,
        IReadOnlyList<(string Left, string Right)> merges,
        BertTokens? around,
        IReadOnlyList<string> special,
        bool prefixes
    )
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, TokenizerJsonForm.Options))
        {
            json.WriteStartObject();
            json.WriteString("version", "1.0");
            json.WriteNull("truncation");
            json.WriteNull("padding");
            // A mask takes the blank in front of it, as pieces of words do.
            JsonSections.AddedTokens(
                json,
                special.Concat(around?.All ?? []).Where(pieces.ContainsKey).Select(token => (token, pieces[token], token == around?.Mask))
            );
            json.WriteNull("normalizer");
            WriteByteLevel(json, "pre_tokenizer", prefixes);
            if (around is null)
            {
                WriteByteLevel(json, "post_processor", prefixes);
            }
            else
            {
                WriteAround(json, around, pieces, prefixes);
            }
            WriteByteLevel(json, "decoder", true);
            json.WriteStartObject("model");
            json.WriteString("type", "BPE");
            json.WriteNull("dropout");
            json.WriteNull("unk_token");
            json.WriteString("continuing_subword_prefix", "");
            json.WriteString("end_of_word_suffix", "");
            json.WriteBoolean("fuse_unk", false);
            json.WriteBoolean("byte_fallback", false);
            JsonSections.Vocabulary(json, pieces);
            JsonSections.Merges(json, merges);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        return stream.ToArray();
    }

    private static void WriteByteLevel(Utf8JsonWriter json, string section, bool prefixes)
    {
        json.WriteStartObject(section);
        json.WriteString("type", "ByteLevel");
        json.WriteBoolean("add_prefix_space", prefixes);
        json.WriteBoolean("trim_offsets", true);
        json.WriteBoolean("use_regex", true);
        json.WriteEndObject();
    }

    private static void WriteAround(Utf8JsonWriter json, BertTokens tokens, IReadOnlyDictionary<string, int> pieces, bool prefixes)
    {
        json.WriteStartObject("post_processor");
        json.WriteString("type", "RobertaProcessing");
        WritePair(json, "sep", tokens.End, pieces[tokens.End]);
        WritePair(json, "cls", tokens.Begin, pieces[tokens.Begin]);
        json.WriteBoolean("trim_offsets", true);
        json.WriteBoolean("add_prefix_space", prefixes);
        json.WriteEndObject();
    }

    private static void WritePair(Utf8JsonWriter json, string key, string token, int id)
    {
        json.WriteStartArray(key);
        json.WriteStringValue(token);
        json.WriteNumberValue(id);
        json.WriteEndArray();
    }
}
