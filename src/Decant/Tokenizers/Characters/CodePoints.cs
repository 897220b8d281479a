namespace Decant.Tokenizers.Characters;

/// <summary>
/// What code points are and become, by a table of our own: .NET's changes from version to version, and where a program runs without
/// the culture data of its system, .NET normalises nothing.
/// </summary>
internal static class CodePoints
{
    private static readonly CodePointTable s_table = CodePointTable.Load();

    /// <summary>True where the code point belongs to one of the sets.</summary>
    public static bool Is(int codePoint, CodePointSet sets) => (s_table.Sets(codePoint) & sets) != 0;

    /// <summary>All sets that a code point belongs to.</summary>
    public static CodePointSet Sets(int codePoint) => s_table.Sets(codePoint);

    /// <summary>The small letter or letters; null where the character stays as it is.</summary>
    public static int[]? Lower(int codePoint) => s_table.Lower.GetValueOrDefault(codePoint);

    /// <summary>The full canonical decomposition (NFD); null where the character stays as it is.</summary>
    public static int[]? Canonical(int codePoint) => Hangul.Decompose(codePoint) ?? s_table.Canonical.GetValueOrDefault(codePoint);

    /// <summary>The full compatible decomposition (NFKD); null where the character stays as it is.</summary>
    public static int[]? Compatible(int codePoint) => s_table.Compatible.GetValueOrDefault(codePoint) ?? Canonical(codePoint);

    /// <summary>The class by which marks after a letter are ordered; 0 begins a new sequence.</summary>
    public static int CombiningClass(int codePoint) => codePoint < 0x300 ? 0 : s_table.Classes.GetValueOrDefault(codePoint);

    /// <summary>The character that two compose to, or −1.</summary>
    public static int Compose(int first, int second)
    {
        var hangul = Hangul.Compose(first, second);
        return hangul >= 0 ? hangul : s_table.Compositions.GetValueOrDefault((first, second), -1);
    }

    /// <summary>The code point at a place of well-formed UTF-16, and how many units it takes.</summary>
    public static int At(ReadOnlySpan<char> text, int place, out int units)
    {
        var c = text[place];
        if (char.IsHighSurrogate(c) && place + 1 < text.Length && char.IsLowSurrogate(text[place + 1]))
        {
            units = 2;
            return char.ConvertToUtf32(c, text[place + 1]);
        }
        units = 1;
        return c;
    }
}
