using Decant.Tokenizers.Characters;

namespace Decant.Tokenizers.Splitting;

/// <summary>
/// GPT-2's words: <c>'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+</c> (Radford et al. 2019),
/// written out, so that
/// it takes one pass and sees characters beyond U+FFFF whole.
/// </summary>
internal sealed class GptWordSplitter : CuttingSplitter
{
    /// <summary>The expression.</summary>
    public const string Expression = @"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+";

    private const CodePointSet Kinds = CodePointSet.Space | CodePointSet.Letter | CodePointSet.Number;

    protected override void Cut(TextBuffer text, int begin, int end)
    {
        var chars = text.Chars[..end];
        while (begin < end)
        {
            var next = Word(chars, begin);
            text.Add(begin, next);
            begin = next;
        }
    }

    private static int Word(ReadOnlySpan<char> chars, int begin)
    {
        if (chars[begin] == '\'' && Ending(chars[(begin + 1)..]) is var ending and > 0)
        {
            return begin + 1 + ending;
        }
        var word = chars[begin] == ' ' && begin + 1 < chars.Length ? begin + 1 : begin;
        var kind = Kind(chars, word);
        if (kind != CodePointSet.Space)
        {
            return Run(chars, word, kind);
        }
        var end = Run(chars, begin, CodePointSet.Space);
        // The last blank in front of a word is the word's; a blank of two units does not exist.
        return end < chars.Length && end - begin > 1 ? end - 1 : end;
    }

    private static int Ending(ReadOnlySpan<char> chars) =>
        chars switch
        {
            ['s' or 't', ..] => 1,
            ['r', 'e', ..] or ['v', 'e', ..] => 2,
            ['m', ..] => 1,
            ['l', 'l', ..] => 2,
            ['d', ..] => 1,
            _ => 0,
        };

    private static int Run(ReadOnlySpan<char> chars, int begin, CodePointSet kind)
    {
        while (begin < chars.Length && (CodePoints.Sets(CodePoints.At(chars, begin, out var units)) & Kinds) == kind)
        {
            begin += units;
        }
        return begin;
    }

    private static CodePointSet Kind(ReadOnlySpan<char> chars, int place) => CodePoints.Sets(CodePoints.At(chars, place, out _)) & Kinds;
}
