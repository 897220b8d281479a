using System.Text.Encodings.Web;
using System.Text.Json;

namespace Decant.Tokenizers.Formats;

/// <summary>
/// The one form in which <c>tokenizer.json</c> is written: the model's type said, without the lengths to which another program cuts and
/// fills texts; the rest as it was read.
/// </summary>
internal static class TokenizerJsonForm
{
    /// <summary>The options of every writer of such a file: characters stay as they are.</summary>
    public static JsonWriterOptions Options { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(JsonElement root, string kind)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Options))
        {
            writer.WriteStartObject();
            if (!root.TryGetProperty("version", out _))
            {
                writer.WriteString("version", "1.0");
            }
            foreach (var entry in root.EnumerateObject())
            {
                if (entry.Name is "truncation" or "padding")
                {
                    writer.WriteNull(entry.Name);
                }
                else if (entry.Name == "model")
                {
                    WriteModel(writer, entry.Value, kind);
                }
                else
                {
                    entry.WriteTo(writer);
                }
            }
            writer.WriteEndObject();
        }
        return stream.ToArray();
    }

    private static void WriteModel(Utf8JsonWriter writer, JsonElement model, string kind)
    {
        writer.WriteStartObject("model");
        writer.WriteString("type", kind);
        foreach (var entry in model.EnumerateObject().Where(entry => entry.Name != "type"))
        {
            entry.WriteTo(writer);
        }
        writer.WriteEndObject();
    }
}
