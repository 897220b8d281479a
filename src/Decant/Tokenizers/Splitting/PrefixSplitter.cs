using Decant.Tokenizers.Characters;

namespace Decant.Tokenizers.Splitting;

/// <summary>Puts a character in front of every segment that does not begin with it.</summary>
internal sealed class PrefixSplitter(char prefix) : RewritingSplitter
{
    protected override void Cut(TextBuffer text, int begin, int end)
    {
        var from = text.Written;
        if (text.Chars[begin] != prefix)
        {
            text.Put(prefix, begin);
        }
        for (var i = begin; i < end; i++)
        {
            text.Put(text.Chars[i], i);
        }
        text.Add(from, text.Written);
    }
}
