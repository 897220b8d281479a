using System.Text.Json;
using Decant.Engine;
using Decant.Students.Texts;

namespace Decant.Pretrained;

/// <summary>
/// The file by which sentence-transformers know how the vectors of a text's tokens become one: <c>1_Pooling/config.json</c>, next to the
/// network.
/// </summary>
internal static class PoolingConfiguration
{
    private const string FirstKey = "pooling_mode_cls_token";
    private const string MeanKey = "pooling_mode_mean_tokens";

    /// <summary>The file in a folder.</summary>
    public static string FileIn(string folder) => Path.Combine(folder, "1_Pooling", "config.json");

    /// <summary>The file's text.</summary>
    /// <param name="pooling">First or mean.</param>
    /// <param name="width">Numbers of a token.</param>
    public static string Text(TextPooling pooling, int width) =>
        JsonSerializer.Serialize(
            new Dictionary<string, object>
            {
                ["word_embedding_dimension"] = width,
                [FirstKey] = pooling == TextPooling.First,
                [MeanKey] = pooling == TextPooling.Mean,
                ["pooling_mode_max_tokens"] = false,
                ["pooling_mode_mean_sqrt_len_tokens"] = false,
            }
        );

    /// <summary>What the file next to a network says; null where there is none.</summary>
    /// <param name="folder">The network's folder.</param>
    /// <exception cref="DecantException">It is damaged, or says another pooling than the first token or the mean.</exception>
    public static TextPooling? Read(string folder)
    {
        var path = FileIn(folder);
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            string[] chosen =
            [
                .. document
                    .RootElement.EnumerateObject()
                    .Where(entry =>
                        entry.Name.StartsWith("pooling_mode_", StringComparison.Ordinal) && entry.Value.ValueKind == JsonValueKind.True
                    )
                    .Select(entry => entry.Name),
            ];
            return chosen switch
            {
                [FirstKey] => TextPooling.First,
                [MeanKey] => TextPooling.Mean,
                _ => throw new DecantException(
                    $"Reading {path}: expected {FirstKey} or {MeanKey}, received {(chosen.Length == 0 ? "none" : string.Join(", ", chosen))}. "
                        + "Say 'pooling: first' or 'pooling: mean'."
                ),
            };
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            throw new DecantException($"Reading {path}: {problem.Message} Say 'pooling: first' or 'pooling: mean'.", problem);
        }
    }
}
