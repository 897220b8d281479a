using Decant.Tokenizers.Characters;

namespace Decant.Tokenizers.Splitting;

/// <summary>A splitter that also changes the characters.</summary>
internal abstract class RewritingSplitter : TextSplitter
{
    public override void Apply(TextBuffer text)
    {
        text.Rewrite();
        foreach (var segment in text.Segments)
        {
            if (segment.Id < 0)
            {
                Cut(text, segment.Begin, segment.End);
                continue;
            }
            var begin = text.Written;
            for (var i = segment.Begin; i < segment.End; i++)
            {
                text.Put(text.Chars[i], i);
            }
            text.Add(begin, text.Written, segment.Id);
        }
        text.FinishInSegments();
    }

    /// <summary>Puts the characters of one segment, and adds its parts as they lie among what was put.</summary>
    protected abstract void Cut(TextBuffer text, int begin, int end);
}
