namespace Decant.Data.Augmentations;

/// <summary>
/// Where a picture's pixels come from: pixel (x, y) of the new picture is (A·x + B·y + C, D·x + E·y + F) of the old one. It turns,
/// moves and scales, and may swap sides.
/// </summary>
internal readonly record struct Movement(double A, double B, double C, double D, double E, double F)
{
    /// <summary>Whether the picture goes on as in a mirror where it ends; nothing is known there otherwise.</summary>
    public bool Mirrors { get; init; }

    /// <summary>The old pixel that is nearest to where a new one comes from.</summary>
    public (int X, int Y) Source(int x, int y) =>
        ((int)Math.Floor((A * x) + (B * y) + C + 0.5), (int)Math.Floor((D * x) + (E * y) + F + 0.5));

    /// <summary>
    /// Where a point of the old picture lies in the new one. Points are counted from the upper left corner: pixel 0 reaches from 0 to 1.
    /// </summary>
    public (double X, double Y) Target(double x, double y)
    {
        var (fromX, fromY) = (x - 0.5 - C, y - 0.5 - F);
        var determinant = (A * E) - (B * D);
        return ((((E * fromX) - (B * fromY)) / determinant) + 0.5, (((A * fromY) - (D * fromX)) / determinant) + 0.5);
    }

    /// <summary>A place in a row that goes on as in a mirror: … 2 1 0 | 0 1 2 … n-1 | n-1 n-2 …, however far outside.</summary>
    public static int Mirror(int place, int size)
    {
        var period = 2 * size;
        place = ((place % period) + period) % period;
        return place < size ? place : period - 1 - place;
    }
}
