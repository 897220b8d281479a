using System.Text;
using System.Text.Json;

namespace Decant.Tokenizers.Formats;

/// <summary>Writes a SentencePiece model as <c>tokenizer.json</c>.</summary>
internal static class SentencePieceJson
{
    private const string Blank = "\u2581";

    public static byte[] Write(SentencePieceModel model, (string? Begin, string? End) around)
    {
        var pieces = new Dictionary<string, int>();
        foreach (var (id, piece) in model.Pieces.Index())
        {
            pieces.TryAdd(piece.Text, id);
        }
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, TokenizerJsonForm.Options))
        {
            json.WriteStartObject();
            json.WriteString("version", "1.0");
            json.WriteNull("truncation");
            json.WriteNull("padding");
            WriteAdded(json, model);
            WriteNormalizer(json, model);
            json.WriteNull("pre_tokenizer");
            if (around is (null, null))
            {
                json.WriteNull("post_processor");
            }
            else
            {
                JsonSections.Template(json, Places(around, "A0"), Places(around, "A0", "B1"), token => pieces[token]);
            }
            WriteDecoder(json, model);
            WriteModel(json, model, pieces);
            json.WriteEndObject();
        }
        return stream.ToArray();
    }

    // Each text has its own beginning only where nothing parts them otherwise.
    private static string[] Places((string? Begin, string? End) around, params ReadOnlySpan<string> texts)
    {
        var parts = new List<string>();
        foreach (var text in texts)
        {
            if (around.Begin is { } begin && (parts.Count == 0 || around.End is null))
            {
                parts.Add(begin);
            }
            parts.Add(text);
            if (around.End is { } end)
            {
                parts.Add(end);
            }
        }
        return [.. parts];
    }

    private static void WriteAdded(Utf8JsonWriter json, SentencePieceModel model)
    {
        json.WriteStartArray("added_tokens");
        foreach (var (id, piece) in model.Pieces.Index())
        {
            // In a unigram model pieces of one's own are pieces with a good score; byte-pair encoding takes them out first.
            var special = piece.Kind is SentencePieceKind.Unknown or SentencePieceKind.Control;
            if (piece.Text.Length > 0 && (special || (piece.Kind == SentencePieceKind.UserDefined && model.IsBytePair)))
            {
                JsonSections.AddedToken(json, piece.Text, id, false, special);
            }
        }
        json.WriteEndArray();
    }

    private static void WriteNormalizer(Utf8JsonWriter json, SentencePieceModel model)
    {
        json.WriteStartObject("normalizer");
        json.WriteString("type", "Sequence");
        json.WriteStartArray("normalizers");
        if (model.Characters.Length > 0)
        {
            json.WriteStartObject();
            json.WriteString("type", "Precompiled");
            json.WriteBase64String("precompiled_charsmap", model.Characters);
            json.WriteEndObject();
        }
        if (model.RemovesBlanks)
        {
            WriteReplace(json, "Regex", @"\A +| +\z", "");
            WriteReplace(json, "Regex", " {2,}", " ");
        }
        if (model.AddsPrefix)
        {
            json.WriteStartObject();
            json.WriteString("type", "Prepend");
            json.WriteString("prepend", model.EscapesBlanks ? Blank : " ");
            json.WriteEndObject();
        }
        if (model.EscapesBlanks)
        {
            WriteReplace(json, "String", " ", Blank);
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteDecoder(Utf8JsonWriter json, SentencePieceModel model)
    {
        json.WriteStartObject("decoder");
        json.WriteString("type", "Sequence");
        json.WriteStartArray("decoders");
        WriteReplace(json, "String", Blank, " ");
        foreach (var kind in new[] { "ByteFallback", "Fuse" })
        {
            json.WriteStartObject();
            json.WriteString("type", kind);
            json.WriteEndObject();
        }
        if (model.AddsPrefix)
        {
            json.WriteStartObject();
            json.WriteString("type", "Strip");
            json.WriteString("content", " ");
            json.WriteNumber("start", 1);
            json.WriteNumber("stop", 0);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteReplace(Utf8JsonWriter json, string kind, string pattern, string content)
    {
        json.WriteStartObject();
        json.WriteString("type", "Replace");
        json.WriteStartObject("pattern");
        json.WriteString(kind, pattern);
        json.WriteEndObject();
        json.WriteString("content", content);
        json.WriteEndObject();
    }

    private static void WriteModel(Utf8JsonWriter json, SentencePieceModel model, Dictionary<string, int> pieces)
    {
        var unknown = model.Pieces.FindIndex(piece => piece.Kind == SentencePieceKind.Unknown);
        var bytes = model.Pieces.Any(piece => piece.Kind == SentencePieceKind.Byte);
        json.WriteStartObject("model");
        if (model.IsBytePair)
        {
            json.WriteString("type", "BPE");
            json.WriteNull("dropout");
            json.WriteString("unk_token", model.Pieces[unknown].Text);
            json.WriteNull("continuing_subword_prefix");
            json.WriteNull("end_of_word_suffix");
            json.WriteBoolean("fuse_unk", true);
            json.WriteBoolean("byte_fallback", bytes);
            JsonSections.Vocabulary(json, pieces);
            JsonSections.Merges(json, SentencePieceMerges.Of(model.Pieces, pieces));
        }
        else
        {
            json.WriteString("type", "Unigram");
            json.WriteNumber("unk_id", unknown);
            json.WriteStartArray("vocab");
            var largest = model.Pieces.Where(piece => piece.Kind == SentencePieceKind.Normal).Max(piece => (double?)piece.Score) ?? 0;
            foreach (var piece in model.Pieces)
            {
                json.WriteStartArray();
                json.WriteStringValue(piece.Text);
                json.WriteNumberValue(Score(piece, largest));
                json.WriteEndArray();
            }
            json.WriteEndArray();
            json.WriteBoolean("byte_fallback", bytes);
        }
        json.WriteEndObject();
    }

    // A piece of one's own is always chosen: SentencePiece gives it the largest score for each of its bytes.
    private static double Score(SentencePiece piece, double largest) =>
        piece.Kind == SentencePieceKind.UserDefined ? Encoding.UTF8.GetByteCount(piece.Text) * largest - 0.1 : piece.Score;
}
