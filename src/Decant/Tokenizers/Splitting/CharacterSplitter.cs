using Decant.Tokenizers.Characters;

namespace Decant.Tokenizers.Splitting;

/// <summary>Characters of one kind part words: blanks, punctuation marks, digits.</summary>
internal sealed class CharacterSplitter(DelimiterRole role, CodePointSet sets) : DelimiterSplitter(role)
{
    protected override void Find(ReadOnlySpan<char> text, int begin, int end, List<TextPart> parts)
    {
        var open = begin;
        for (var i = begin; i < end; )
        {
            var delimits = CodePoints.Is(CodePoints.At(text, i, out var units), sets);
            if (delimits)
            {
                if (i > open)
                {
                    parts.Add(new TextPart(open, i, false));
                }
                parts.Add(new TextPart(i, i + units, true));
                open = i + units;
            }
            i += units;
        }
        if (end > open)
        {
            parts.Add(new TextPart(open, end, false));
        }
    }
}
