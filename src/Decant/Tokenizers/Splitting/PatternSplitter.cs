using System.Text.RegularExpressions;
using Decant.Engine;
using Decant.Tokenizers.Characters;

namespace Decant.Tokenizers.Splitting;

/// <summary>What a pattern finds parts words, or is them.</summary>
/// <param name="role">What becomes of what parts words.</param>
/// <param name="pattern">The pattern.</param>
/// <param name="inverts">True where the pattern finds the words.</param>
internal sealed class PatternSplitter(DelimiterRole role, TextPattern pattern, bool inverts) : DelimiterSplitter(role)
{
    protected override void Find(ReadOnlySpan<char> text, int begin, int end, List<TextPart> parts)
    {
        var part = text[begin..end];
        var open = 0;
        try
        {
            while (pattern.Next(part, open, out var from, out var to))
            {
                if (from > open)
                {
                    parts.Add(new TextPart(begin + open, begin + from, inverts));
                }
                parts.Add(new TextPart(begin + from, begin + to, !inverts));
                open = to;
            }
        }
        catch (RegexMatchTimeoutException problem)
        {
            throw new DecantException(
                "Cutting a text into words: the tokenizer's regular expression took more than 10 seconds for one text. Use shorter texts.",
                problem
            );
        }
        if (part.Length > open)
        {
            parts.Add(new TextPart(begin + open, end, inverts));
        }
    }
}
