using Decant.Tokenizers.Splitting;

namespace Decant.Tokenizers.Joining;

/// <summary>Takes blanks away from where a piece begins and ends; byte-level pieces have their word's blank in front.</summary>
/// <param name="prefixed">True where the blank of a text's first piece was put there and is not of the text.</param>
internal sealed class BlankTrimming(bool prefixed)
{
    /// <summary>Where a piece begins and ends without its blanks.</summary>
    /// <param name="piece">The piece as the vocabulary writes it; of an added token its part of the text.</param>
    /// <param name="index">Its index among the pieces of its text.</param>
    /// <param name="start">Where it begins with them.</param>
    /// <param name="end">Where it ends with them.</param>
    public (int Start, int End) Trim(ReadOnlySpan<char> piece, int index, int start, int end)
    {
        int leading = 0,
            trailing = 0;
        while (leading < piece.Length && IsBlank(piece[leading]))
        {
            leading++;
        }
        while (trailing < piece.Length && IsBlank(piece[^(trailing + 1)]))
        {
            trailing++;
        }
        if (leading > 0)
        {
            if (prefixed && (index == 0 || start == 0))
            {
                leading--;
            }
            start = Math.Min(start + leading, end);
        }
        if (trailing > 0 && end >= trailing)
        {
            end = Math.Max(end - trailing, start);
        }
        return (start, end);
    }

    private static bool IsBlank(char c) => c == ByteAlphabet.Space || char.IsWhiteSpace(c);
}
