using Decant.Tokenizers.Splitting;

namespace Decant.Tokenizers.Formats;

/// <summary>What a file says of SentencePiece's blank, in the newer words and the older ones.</summary>
internal static class MetaspaceSection
{
    public static char Space(JsonPlace place) =>
        place.Text("replacement", "\u2581") is [var space] ? space : throw place.Refuse("a replacement of one character", "another text");

    public static MetaspacePrefix Prefix(JsonPlace place)
    {
        var word = place.Optional("prepend_scheme")?.Text() ?? (place.Flag("add_prefix_space", true) ? "always" : "never");
        return word switch
        {
            "always" => MetaspacePrefix.Always,
            "first" => MetaspacePrefix.First,
            "never" => MetaspacePrefix.Never,
            _ => throw place.Refuse("a prepend_scheme of always, first or never", $"'{word}'"),
        };
    }
}
