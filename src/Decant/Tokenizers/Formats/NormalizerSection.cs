using Decant.Engine;
using Decant.Tokenizers.Normalization;

namespace Decant.Tokenizers.Formats;

/// <summary>The section <c>normalizer</c>.</summary>
internal static class NormalizerSection
{
    private static readonly string[] s_kinds =
    [
        "BertNormalizer",
        "Sequence",
        "NFC",
        "NFD",
        "NFKC",
        "NFKD",
        "Lowercase",
        "StripAccents",
        "Strip",
        "Replace",
        "Prepend",
        "Precompiled",
        "Nmt",
    ];

    public static TextNormalizer Read(JsonPlace place)
    {
        var kind = place.Required("type").Text();
        return kind switch
        {
            "BertNormalizer" => Bert(place),
            "Sequence" => new SequenceNormalizer([.. place.Required("normalizers").Items().Select(Read)]),
            "NFC" or "NFD" or "NFKC" or "NFKD" => new UnicodeFormNormalizer(kind.Length == 4, kind[^1] == 'C'),
            "Lowercase" => new LowercaseNormalizer(),
            "StripAccents" => new StripAccentsNormalizer(),
            "Strip" => new StripNormalizer(place.Flag("strip_left", true), place.Flag("strip_right", true)),
            "Replace" => new ReplaceNormalizer(PatternSection.Read(place.Required("pattern")), place.Required("content").Text()),
            "Prepend" => new PrependNormalizer(place.Required("prepend").Text()),
            "Precompiled" => Precompiled(place.Required("precompiled_charsmap")),
            "Nmt" => new NmtNormalizer(),
            _ => throw place.Refuse($"of a known kind: {NearestName.Explain("normalizer", kind, s_kinds)}", $"'{kind}'"),
        };
    }

    private static BertNormalizer Bert(JsonPlace place)
    {
        var lowers = place.Flag("lowercase", true);
        return new BertNormalizer(
            place.Flag("clean_text", true),
            place.Flag("handle_chinese_chars", true),
            place.Flag("strip_accents", lowers),
            lowers
        );
    }

    private static PrecompiledNormalizer Precompiled(JsonPlace place)
    {
        try
        {
            return new PrecompiledNormalizer(Convert.FromBase64String(place.Text()));
        }
        catch (FormatException problem)
        {
            throw place.Refuse("a table of characters in base 64", $"damaged ({problem.Message.TrimEnd('.')})");
        }
    }
}
