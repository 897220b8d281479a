using Decant.Engine;
using Decant.Tokenizers.Splitting;

namespace Decant.Tokenizers.Formats;

/// <summary>The section <c>pre_tokenizer</c>.</summary>
internal static class SplitterSection
{
    private static readonly string[] s_kinds = ["BertPreTokenizer", "Sequence"];

    public static TextSplitter Read(JsonPlace place)
    {
        var kind = place.Required("type").Text();
        return kind switch
        {
            "BertPreTokenizer" => new BertSplitter(),
            "Sequence" => new SequenceSplitter([.. place.Required("pretokenizers").Items().Select(Read)]),
            _ => throw place.Refuse($"of a known kind: {NearestName.Explain("pre-tokenizer", kind, s_kinds)}", $"'{kind}'"),
        };
    }
}
