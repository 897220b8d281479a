using Decant.Engine;
using Decant.Tokenizers.Decoding;

namespace Decant.Tokenizers.Formats;

/// <summary>The section <c>decoder</c>.</summary>
internal static class DecoderSection
{
    private static readonly string[] s_kinds =
    [
        "WordPiece",
        "ByteLevel",
        "Metaspace",
        "Sequence",
        "Replace",
        "ByteFallback",
        "Fuse",
        "Strip",
        "BPEDecoder",
    ];

    public static TextDecoder Read(JsonPlace place)
    {
        var kind = place.Required("type").Text();
        return kind switch
        {
            "WordPiece" => new WordPieceDecoder(place.Text("prefix", "##"), place.Flag("cleanup", true)),
            "ByteLevel" => new ByteLevelDecoder(),
            "Metaspace" => new MetaspaceDecoder(
                MetaspaceSection.Space(place),
                MetaspaceSection.Prefix(place) != Splitting.MetaspacePrefix.Never
            ),
            "Sequence" => new SequenceDecoder([.. place.Required("decoders").Items().Select(Read)]),
            "Replace" => new ReplaceDecoder(PatternSection.Read(place.Required("pattern")), place.Required("content").Text()),
            "ByteFallback" => new ByteFallbackDecoder(),
            "Fuse" => new FuseDecoder(),
            "Strip" => new StripDecoder(
                place.Text("content", " "),
                place.Optional("start")?.Whole() ?? 0,
                place.Optional("stop")?.Whole() ?? 0
            ),
            "BPEDecoder" => new BytePairDecoder(place.Text("suffix", "</w>")),
            _ => throw place.Refuse($"of a known kind: {NearestName.Explain("decoder", kind, s_kinds)}", $"'{kind}'"),
        };
    }
}
