using Decant.Engine;
using Decant.Tokenizers.Normalization;

namespace Decant.Tokenizers.Formats;

/// <summary>The section <c>normalizer</c>.</summary>
internal static class NormalizerSection
{
    private static readonly string[] s_kinds = ["BertNormalizer", "Sequence"];

    public static TextNormalizer Read(JsonPlace place)
    {
        var kind = place.Required("type").Text();
        return kind switch
        {
            "BertNormalizer" => Bert(place),
            "Sequence" => new SequenceNormalizer([.. place.Required("normalizers").Items().Select(Read)]),
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
}
