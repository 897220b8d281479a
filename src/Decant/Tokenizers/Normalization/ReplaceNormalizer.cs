using Decant.Tokenizers.Characters;

namespace Decant.Tokenizers.Normalization;

/// <summary>Puts one text in the place of others.</summary>
internal sealed class ReplaceNormalizer(TextPattern pattern, string content) : TextNormalizer
{
    public override void Apply(TextBuffer text)
    {
        var place = 0;
        if (!pattern.Next(text.Chars, 0, out var begin, out var end))
        {
            return;
        }
        text.Rewrite();
        do
        {
            for (; place < begin; place++)
            {
                text.Put(text.Chars[place], place);
            }
            foreach (var c in content)
            {
                text.Put(c, Math.Max(0, end - 1));
            }
            place = end;
        } while (pattern.Next(text.Chars, end, out begin, out end));
        for (; place < text.Length; place++)
        {
            text.Put(text.Chars[place], place);
        }
        text.Finish();
    }
}
