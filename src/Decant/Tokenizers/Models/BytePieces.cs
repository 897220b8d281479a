using System.Globalization;

namespace Decant.Tokenizers.Models;

/// <summary>The pieces of single bytes, as SentencePiece writes them: <c>&lt;0x00&gt;</c> to <c>&lt;0xFF&gt;</c>.</summary>
internal static class BytePieces
{
    /// <summary>The number of each byte's piece; −1 where the vocabulary lacks it.</summary>
    public static int[] Of(Dictionary<string, int> pieces) =>
        [.. Enumerable.Range(0, 256).Select(value => pieces.GetValueOrDefault(Write((byte)value), -1))];

    public static string Write(byte value) => string.Create(CultureInfo.InvariantCulture, $"<0x{value:X2}>");

    /// <summary>The byte of a piece; false of another piece.</summary>
    public static bool TryRead(string piece, out byte value)
    {
        value = 0;
        return piece.Length == 6
            && piece.StartsWith("<0x", StringComparison.Ordinal)
            && piece[5] == '>'
            && byte.TryParse(piece.AsSpan(3, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
    }
}
