using Decant.Tokenizers.Characters;

namespace Decant.Tokenizers.Splitting;

/// <summary>A splitter that leaves the characters as they are.</summary>
internal abstract class CuttingSplitter : TextSplitter
{
    public sealed override void Apply(TextBuffer text)
    {
        foreach (var segment in text.Segments)
        {
            if (segment.Id >= 0)
            {
                text.Add(segment.Begin, segment.End, segment.Id);
            }
            else
            {
                Cut(text, segment.Begin, segment.End);
            }
        }
        text.FinishSegments();
    }

    /// <summary>Adds the parts of one segment.</summary>
    protected abstract void Cut(TextBuffer text, int begin, int end);
}
