using Decant.Engine;
using Decant.Tokenizers.Decoding;

namespace Decant.Tokenizers.Formats;

/// <summary>The section <c>decoder</c>.</summary>
internal static class DecoderSection
{
    private static readonly string[] s_kinds = ["WordPiece"];

    public static TextDecoder Read(JsonPlace place)
    {
        var kind = place.Required("type").Text();
        return kind switch
        {
            "WordPiece" => new WordPieceDecoder(place.Text("prefix", "##"), place.Flag("cleanup", true)),
            _ => throw place.Refuse($"of a known kind: {NearestName.Explain("decoder", kind, s_kinds)}", $"'{kind}'"),
        };
    }
}
