using Decant.Engine;
using Decant.Tokenizers.Characters;
using Decant.Tokenizers.Splitting;

namespace Decant.Tokenizers.Formats;

/// <summary>The section <c>pre_tokenizer</c>.</summary>
internal static class SplitterSection
{
    private static readonly string[] s_kinds =
    [
        "BertPreTokenizer",
        "ByteLevel",
        "Metaspace",
        "Whitespace",
        "WhitespaceSplit",
        "Punctuation",
        "Digits",
        "Split",
        "Sequence",
    ];

    public static TextSplitter Read(JsonPlace place)
    {
        var kind = place.Required("type").Text();
        return kind switch
        {
            "BertPreTokenizer" => new BertSplitter(),
            "ByteLevel" => new ByteLevelSplitter(place.Flag("add_prefix_space", true), place.Flag("use_regex", true)),
            "Metaspace" => new MetaspaceSplitter(MetaspaceSection.Space(place), MetaspaceSection.Prefix(place), place.Flag("split", true)),
            "Whitespace" => new WordSplitter(),
            "WhitespaceSplit" => new CharacterSplitter(DelimiterRole.Removed, CodePointSet.Space),
            "Punctuation" => new CharacterSplitter(Role(place), CodePointSet.Punctuation),
            "Digits" => new CharacterSplitter(
                place.Flag("individual_digits", false) ? DelimiterRole.Isolated : DelimiterRole.Contiguous,
                CodePointSet.Number
            ),
            "Split" => Split(place),
            "Sequence" => new SequenceSplitter([.. place.Required("pretokenizers").Items().Select(Read)]),
            _ => throw place.Refuse($"of a known kind: {NearestName.Explain("pre-tokenizer", kind, s_kinds)}", $"'{kind}'"),
        };
    }

    private static TextSplitter Split(JsonPlace place)
    {
        var pattern = place.Required("pattern");
        var role = Role(place);
        return !pattern.IsText && pattern.Optional("Regex")?.Text() == GptWordSplitter.Expression && role == DelimiterRole.Isolated
            ? new GptWordSplitter()
            : new PatternSplitter(role, PatternSection.Read(pattern), place.Flag("invert", false));
    }

    private static DelimiterRole Role(JsonPlace place)
    {
        var word = place.Text("behavior", nameof(DelimiterRole.Isolated));
        return Enum.TryParse<DelimiterRole>(word, out var role) && Enum.IsDefined(role) && !char.IsDigit(word[0])
            ? role
            : throw place.Refuse(
                $"of a known behavior: {NearestName.Explain("behavior", word, Enum.GetNames<DelimiterRole>())}",
                $"'{word}'"
            );
    }
}
