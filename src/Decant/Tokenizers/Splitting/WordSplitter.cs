using Decant.Tokenizers.Characters;

namespace Decant.Tokenizers.Splitting;

/// <summary><c>\w+|[^\w\s]+</c>: letters, digits and marks together, and other characters together; blanks go.</summary>
internal sealed class WordSplitter : CuttingSplitter
{
    protected override void Cut(TextBuffer text, int begin, int end)
    {
        var (open, kind) = (begin, CodePointSet.Space);
        for (var i = begin; i < end; )
        {
            var sets = CodePoints.Sets(CodePoints.At(text.Chars, i, out var units));
            var next = sets & (sets.HasFlag(CodePointSet.Word) ? CodePointSet.Word : CodePointSet.Space);
            if (next != kind)
            {
                Close(i);
                kind = next;
            }
            i += units;
        }
        Close(end);

        void Close(int at)
        {
            if (kind != CodePointSet.Space)
            {
                text.Add(open, at);
            }
            open = at;
        }
    }
}
