namespace Decant.Tokenizers.Characters;

/// <summary>Korean syllables decompose and compose by a formula (The Unicode Standard, section 3.12).</summary>
internal static class Hangul
{
    private const int Syllables = 0xAC00;
    private const int Leading = 0x1100;
    private const int Vowels = 0x1161;
    private const int Trailing = 0x11A7;
    private const int LeadingCount = 19;
    private const int VowelCount = 21;
    private const int TrailingCount = 28;
    private const int SyllableCount = LeadingCount * VowelCount * TrailingCount;

    public static int[]? Decompose(int codePoint)
    {
        var index = codePoint - Syllables;
        if (index is < 0 or >= SyllableCount)
        {
            return null;
        }
        var leading = Leading + index / (VowelCount * TrailingCount);
        var vowel = Vowels + index % (VowelCount * TrailingCount) / TrailingCount;
        var trailing = index % TrailingCount;
        return trailing == 0 ? [leading, vowel] : [leading, vowel, Trailing + trailing];
    }

    public static int Compose(int first, int second)
    {
        if (first - Leading is >= 0 and < LeadingCount && second - Vowels is >= 0 and < VowelCount)
        {
            return Syllables + ((first - Leading) * VowelCount + (second - Vowels)) * TrailingCount;
        }
        var index = first - Syllables;
        return index is >= 0 and < SyllableCount && index % TrailingCount == 0 && second - Trailing is > 0 and < TrailingCount
            ? first + (second - Trailing)
            : -1;
    }
}
