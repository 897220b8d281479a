using Decant.Tokenizers.Characters;

namespace Decant.Tokenizers.Normalization;

/// <summary>Blanks at the ends of a text go.</summary>
internal sealed class StripNormalizer(bool left, bool right) : TextNormalizer
{
    public override void Apply(TextBuffer text)
    {
        var (begin, end) = (0, text.Length);
        while (left && begin < end && CodePoints.Is(text.Chars[begin], CodePointSet.Space))
        {
            begin++;
        }
        while (right && end > begin && CodePoints.Is(text.Chars[end - 1], CodePointSet.Space))
        {
            end--;
        }
        text.Rewrite();
        for (var i = begin; i < end; i++)
        {
            text.Put(text.Chars[i], i);
        }
        text.Finish();
    }
}
