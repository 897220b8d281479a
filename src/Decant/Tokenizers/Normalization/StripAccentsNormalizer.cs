using Decant.Tokenizers.Characters;

namespace Decant.Tokenizers.Normalization;

/// <summary>Marks on letters go, where a normaliser in front has taken them apart.</summary>
internal sealed class StripAccentsNormalizer : CharacterNormalizer
{
    protected override void Put(TextBuffer text, int codePoint, int origin)
    {
        if (!CodePoints.Is(codePoint, CodePointSet.Mark))
        {
            text.Put(codePoint, origin);
        }
    }
}
