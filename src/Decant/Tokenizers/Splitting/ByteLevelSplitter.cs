using System.Text;
using Decant.Tokenizers.Characters;

namespace Decant.Tokenizers.Splitting;

/// <summary>GPT-2's own: words with the blank in front of them, and every byte of UTF-8 as a character of its own.</summary>
/// <param name="prefixes">Puts a blank in front of a text that has none.</param>
/// <param name="words">Tells words apart; without it only bytes become characters.</param>
internal sealed class ByteLevelSplitter(bool prefixes, bool words) : RewritingSplitter
{
    private static readonly PrefixSplitter s_prefix = new(' ');
    private static readonly GptWordSplitter s_words = new();

    public override void Apply(TextBuffer text)
    {
        if (prefixes)
        {
            s_prefix.Apply(text);
        }
        if (words)
        {
            s_words.Apply(text);
        }
        base.Apply(text);
    }

    protected override void Cut(TextBuffer text, int begin, int end)
    {
        var from = text.Written;
        Span<byte> bytes = stackalloc byte[4];
        for (var i = begin; i < end; )
        {
            var c = CodePoints.At(text.Chars, i, out var units);
            if (c < 0x80)
            {
                text.Put(ByteAlphabet.Character((byte)c), i);
            }
            else
            {
                var length = new Rune(c).EncodeToUtf8(bytes);
                foreach (var value in bytes[..length])
                {
                    text.Put(ByteAlphabet.Character(value), i);
                }
            }
            i += units;
        }
        text.Add(from, text.Written);
    }
}
