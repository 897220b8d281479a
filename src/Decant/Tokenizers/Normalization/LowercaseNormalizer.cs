using Decant.Tokenizers.Characters;

namespace Decant.Tokenizers.Normalization;

/// <summary>Capital letters become small ones, each by itself, whatever its neighbours.</summary>
internal sealed class LowercaseNormalizer : CharacterNormalizer
{
    protected override void Put(TextBuffer text, int codePoint, int origin)
    {
        if (CodePoints.Lower(codePoint) is not { } letters)
        {
            text.Put(codePoint, origin);
            return;
        }
        foreach (var letter in letters)
        {
            text.Put(letter, origin);
        }
    }
}
