namespace Decant.Tasks.Detection;

/// <summary>A rectangle in a picture, in pixels from the upper left corner; a picture of one pixel is from 0 to 1.</summary>
/// <param name="Left">Its left edge.</param>
/// <param name="Top">Its upper edge.</param>
/// <param name="Right">Its right edge, Left or more.</param>
/// <param name="Bottom">Its lower edge, Top or more.</param>
internal readonly record struct BoxInPicture(double Left, double Top, double Right, double Bottom)
{
    /// <summary>Square pixels.</summary>
    public double Area => (Right - Left) * (Bottom - Top);

    /// <summary>Reads four numbers: left, top, right, bottom.</summary>
    public static BoxInPicture Of(ReadOnlySpan<float> numbers) => new(numbers[0], numbers[1], numbers[2], numbers[3]);

    /// <summary>Square pixels that both have.</summary>
    public double Common(BoxInPicture other)
    {
        var width = Math.Min(Right, other.Right) - Math.Max(Left, other.Left);
        var height = Math.Min(Bottom, other.Bottom) - Math.Max(Top, other.Top);
        return width <= 0 || height <= 0 ? 0 : width * height;
    }

    /// <summary>Intersection over union: the area of both over that of either, 0 to 1 (Jaccard 1912).</summary>
    public double Overlap(BoxInPicture other) => Common(other) is > 0 and var common ? common / (Area + other.Area - common) : 0;

    /// <summary>The share of this box that lies in a crowd's region, 0 to 1.</summary>
    public double ShareIn(BoxInPicture region) => Common(region) is > 0 and var common ? common / Area : 0;
}
