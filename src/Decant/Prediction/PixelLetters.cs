namespace Decant.Prediction;

/// <summary>
/// Letters of 3 × 5 pixels, for labels in pictures: a network's classes are drawn where no font is installed. Small letters look like large
/// ones.
/// </summary>
internal static class PixelLetters
{
    /// <summary>Rows of a letter.</summary>
    public const int Height = 5;

    /// <summary>Columns from one letter to the next.</summary>
    public const int Advance = 4;

    private const int Columns = 3;

    private const string Letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ.%-_ ";

    // An octal digit for each row of a letter, its bits the pixels from the left.
    private static readonly string[] s_rows = (
        "75557 26227 61247 61216 55711 74616 34757 71222 75757 75716 25755 65656 34443 65556 74647 74644 "
        + "34553 55755 72227 11152 55655 44447 57755 65555 25552 65644 25563 65655 34216 72222 55557 55552 "
        + "55775 55255 55222 71247 00002 51245 00700 00007 00000"
    ).Split(' ');

    private const string Unknown = "71202";

    /// <summary>The pixels of a letter: column and row.</summary>
    public static IEnumerable<(int X, int Y)> Of(char letter)
    {
        var place = Letters.IndexOf(char.ToUpperInvariant(letter), StringComparison.Ordinal);
        var rows = place < 0 ? Unknown : s_rows[place];
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Columns; x++)
            {
                if ((rows[y] - '0' >> (Columns - 1 - x) & 1) == 1)
                {
                    yield return (x, y);
                }
            }
        }
    }
}
