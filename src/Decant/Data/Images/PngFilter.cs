using Decant.Engine;

namespace Decant.Data.Images;

/// <summary>Undoes the filters of PNG rows (PNG specification, 9.2): each byte is stored as the distance from a guess.</summary>
internal static class PngFilter
{
    /// <summary>Turns a filtered row into its bytes, in place.</summary>
    /// <param name="type">0 none, 1 sub, 2 up, 3 average, 4 Paeth.</param>
    /// <param name="row">The row.</param>
    /// <param name="above">The row above, unfiltered; zeros for the first.</param>
    /// <param name="distance">Bytes per pixel.</param>
    /// <param name="file">For messages.</param>
    public static void Undo(byte type, Span<byte> row, ReadOnlySpan<byte> above, int distance, string file)
    {
        switch (type)
        {
            case 0:
                break;
            case 1:
                for (var i = distance; i < row.Length; i++)
                {
                    row[i] += row[i - distance];
                }

                break;
            case 2:
                for (var i = 0; i < row.Length; i++)
                {
                    row[i] += above[i];
                }

                break;
            case 3:
                for (var i = 0; i < row.Length; i++)
                {
                    row[i] += (byte)(((i < distance ? 0 : row[i - distance]) + above[i]) / 2);
                }

                break;
            case 4:
                for (var i = 0; i < row.Length; i++)
                {
                    row[i] += i < distance ? above[i] : Paeth(row[i - distance], above[i], above[i - distance]);
                }

                break;
            default:
                throw new DecantException($"PNG '{file}': filter type {type} is not in the PNG standard. The file is damaged.");
        }
    }

    // Of left, above and above-left the one nearest to left + above - above-left; ties in this order.
    private static byte Paeth(int left, int above, int corner)
    {
        var (toLeft, toAbove, toCorner) = (Math.Abs(above - corner), Math.Abs(left - corner), Math.Abs(left + above - (2 * corner)));
        return (byte)(toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner);
    }
}
