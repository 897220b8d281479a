using Decant.Tokenizers.Characters;

namespace Decant.Tokenizers.Normalization;

/// <summary>A normaliser that looks at one character at a time.</summary>
internal abstract class CharacterNormalizer : TextNormalizer
{
    public sealed override void Apply(TextBuffer text)
    {
        text.Rewrite();
        for (var i = 0; i < text.Length; )
        {
            var c = CodePoints.At(text.Chars, i, out var units);
            Put(text, c, i);
            i += units;
        }
        text.Finish();
    }

    /// <summary>Puts what a character becomes, which may be nothing.</summary>
    protected abstract void Put(TextBuffer text, int codePoint, int origin);
}
