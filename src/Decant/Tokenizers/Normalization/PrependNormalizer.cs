using Decant.Tokenizers.Characters;

namespace Decant.Tokenizers.Normalization;

/// <summary>Puts a text in front of every text that is not empty.</summary>
internal sealed class PrependNormalizer(string prefix) : TextNormalizer
{
    public override void Apply(TextBuffer text)
    {
        if (text.Length == 0)
        {
            return;
        }
        text.Rewrite();
        foreach (var c in prefix)
        {
            text.Put(c, 0);
        }
        for (var i = 0; i < text.Length; i++)
        {
            text.Put(text.Chars[i], i);
        }
        text.Finish();
    }
}
