using Decant.Tokenizers.Characters;

namespace Decant.Tokenizers.Normalization;

/// <summary>Control characters go, and blanks of all kinds are spaces, as in SentencePiece's translation models.</summary>
internal sealed class NmtNormalizer : CharacterNormalizer
{
    protected override void Put(TextBuffer text, int codePoint, int origin)
    {
        if (codePoint is (>= 1 and <= 8) or 0xB or (>= 0xE and <= 0x1F) or 0x7F or 0x8F or 0x9F)
        {
            return;
        }
        text.Put(IsBlank(codePoint) ? ' ' : codePoint, origin);
    }

    private static bool IsBlank(int c) =>
        c is 0x9 or 0xA or 0xC or 0xD or 0x1680 or (>= 0x200B and <= 0x200F) or 0x2028 or 0x2029 or 0x2581 or 0xFEFF or 0xFFFD;
}
