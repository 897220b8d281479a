using System.Collections.Frozen;

namespace Decant.Tokenizers.Splitting;

/// <summary>
/// Bytes as characters that one can see: those of Latin-1 that are printed stand for themselves, the others for characters from U+0100 on
/// (Radford et al. 2019, <c>bytes_to_unicode</c>).
/// </summary>
internal static class ByteAlphabet
{
    /// <summary>The character of the blank.</summary>
    public const char Space = '\u0120';

    private static readonly char[] s_characters = Make();
    private static readonly FrozenDictionary<char, byte> s_bytes = s_characters
        .Select((character, index) => (character, index))
        .ToFrozenDictionary(pair => pair.character, pair => (byte)pair.index);

    /// <summary>The character of a byte.</summary>
    public static char Character(byte value) => s_characters[value];

    /// <summary>The byte of a character; false of one outside the alphabet.</summary>
    public static bool TryByte(char character, out byte value) => s_bytes.TryGetValue(character, out value);

    private static char[] Make()
    {
        var characters = new char[256];
        var next = 0x100;
        for (var value = 0; value < 256; value++)
        {
            characters[value] = value is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or >= 0xAE ? (char)value : (char)next++;
        }
        return characters;
    }
}
