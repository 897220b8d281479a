using System.Text.Json;

namespace Decant.Tokenizers.Formats;

/// <summary>What the files next to a vocabulary say: <c>tokenizer_config.json</c>, <c>special_tokens_map.json</c>.</summary>
internal sealed class NeighbourConfiguration
{
    private readonly List<(string File, JsonElement Root)> _files = [];

    /// <param name="vocabulary">The file that the others lie next to.</param>
    public NeighbourConfiguration(string vocabulary)
    {
        foreach (var name in new[] { "tokenizer_config.json", "special_tokens_map.json" })
        {
            var file = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(vocabulary))!, name);
            if (File.Exists(file))
            {
                _files.Add((file, Parse(file)));
            }
        }
    }

    /// <summary>Whether something is so; null where no file says it.</summary>
    public bool? Flag(string key) => Place(key)?.Flag();

    /// <summary>A text; null where no file says it.</summary>
    public string? Text(string key) => Place(key)?.Text();

    /// <summary>A special token, written as a text or as an object with its content; null where no file says it.</summary>
    public string? Token(string key) => Place(key) is { } place ? (place.IsText ? place : place.Required("content")).Text() : null;

    private JsonPlace? Place(string key)
    {
        foreach (var (file, root) in _files)
        {
            if (new JsonPlace(file, "", root).Optional(key) is { } place)
            {
                return place;
            }
        }
        return null;
    }

    private static JsonElement Parse(string file)
    {
        using var document = TokenizerBytes.Json(TokenizerBytes.Read(file), file);
        return document.RootElement.Clone();
    }
}
