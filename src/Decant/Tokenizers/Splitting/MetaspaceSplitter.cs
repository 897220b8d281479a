using Decant.Tokenizers.Characters;

namespace Decant.Tokenizers.Splitting;

/// <summary>SentencePiece's own: a blank is a character that one can see, and the beginning of a word.</summary>
/// <param name="space">The character in the place of a blank: U+2581.</param>
/// <param name="prefix">Where the character is put in front of a text.</param>
/// <param name="splits">Whether it parts words.</param>
internal sealed class MetaspaceSplitter(char space, MetaspacePrefix prefix, bool splits) : RewritingSplitter
{
    protected override void Cut(TextBuffer text, int begin, int end)
    {
        var from = text.Written;
        var first = text.Chars[begin] is var c && (c == ' ' || c == space);
        if (!first && (prefix == MetaspacePrefix.Always || (prefix == MetaspacePrefix.First && text.Origin(begin, end).Start == 0)))
        {
            text.Put(space, begin);
        }
        for (var i = begin; i < end; i++)
        {
            var next = text.Chars[i] == ' ' ? space : text.Chars[i];
            if (splits && next == space)
            {
                text.Add(from, text.Written);
                from = text.Written;
            }
            text.Put(next, i);
        }
        text.Add(from, text.Written);
    }
}
