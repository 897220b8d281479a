using Decant.Tokenizers.Characters;

namespace Decant.Tokenizers.Splitting;

/// <summary>BERT's own: blanks part words and go; each punctuation mark is a word.</summary>
internal sealed class BertSplitter : CuttingSplitter
{
    protected override void Cut(TextBuffer text, int begin, int end)
    {
        var chars = text.Chars;
        var word = begin;
        for (var i = begin; i < end; )
        {
            var c = CodePoints.At(chars, i, out var units);
            var sets = CodePoints.Sets(c) & (CodePointSet.Space | CodePointSet.Punctuation);
            if (sets != 0)
            {
                text.Add(word, i);
                word = i + units;
                if (sets == CodePointSet.Punctuation)
                {
                    text.Add(i, word);
                }
            }
            i += units;
        }
        text.Add(word, end);
    }
}
