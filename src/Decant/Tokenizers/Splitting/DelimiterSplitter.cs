using Decant.Tokenizers.Characters;

namespace Decant.Tokenizers.Splitting;

/// <summary>Cuts a text at what parts words.</summary>
/// <param name="role">What becomes of it.</param>
internal abstract class DelimiterSplitter(DelimiterRole role) : CuttingSplitter
{
    /// <summary>
    /// The text from <paramref name="begin"/> to <paramref name="end"/> as delimiters and what lies between them, in order.
    /// </summary>
    protected abstract void Find(ReadOnlySpan<char> text, int begin, int end, List<TextPart> parts);

    protected sealed override void Cut(TextBuffer text, int begin, int end)
    {
        var parts = new List<TextPart>();
        Find(text.Chars[..end], begin, end, parts);
        for (var i = 0; i < parts.Count; i++)
        {
            var (from, to, delimits) = parts[i];
            switch (role)
            {
                case DelimiterRole.Removed when delimits:
                    break;
                case DelimiterRole.Contiguous:
                    while (i + 1 < parts.Count && parts[i + 1].Delimits == delimits)
                    {
                        to = parts[++i].End;
                    }
                    text.Add(from, to);
                    break;
                case DelimiterRole.MergedWithPrevious when !delimits && i + 1 < parts.Count && parts[i + 1].Delimits:
                case DelimiterRole.MergedWithNext when delimits && i + 1 < parts.Count && !parts[i + 1].Delimits:
                    text.Add(from, parts[++i].End);
                    break;
                default:
                    text.Add(from, to);
                    break;
            }
        }
    }
}
