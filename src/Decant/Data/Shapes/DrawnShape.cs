namespace Decant.Data.Shapes;

/// <summary>A thing that is drawn: its kind, centre, radius in pixels, and how far it is turned.</summary>
internal readonly record struct DrawnShape(ShapeKind Kind, float X, float Y, float Radius, float Angle)
{
    private const float RingWidth = 0.24f;
    private const float BarWidth = 0.3f;

    /// <summary>How much of a pixel it covers, 0 to 1: its edge is as soft as a pixel is wide.</summary>
    /// <param name="x">The pixel's centre.</param>
    /// <param name="y">The pixel's centre.</param>
    public float Coverage(float x, float y)
    {
        var (sine, cosine) = MathF.SinCos(Angle);
        var (dx, dy) = (x - X, y - Y);
        return Math.Clamp(0.5f - Distance((cosine * dx) + (sine * dy), (cosine * dy) - (sine * dx)), 0, 1);
    }

    // Signed distance to the edge, below 0 inside; all shapes fit into a circle of the radius.
    private float Distance(float x, float y)
    {
        var (half, third) = (Radius * MathF.Sqrt(0.5f), 2 * MathF.PI / 3);
        return Kind switch
        {
            ShapeKind.Disc => MathF.Sqrt((x * x) + (y * y)) - Radius,
            ShapeKind.Ring => MathF.Abs(MathF.Sqrt((x * x) + (y * y)) - ((1 - RingWidth) * Radius)) - (RingWidth * Radius),
            ShapeKind.Square => Box(x, y, half, half),
            // Three sides, each half a radius from the centre.
            ShapeKind.Triangle => Math.Max(Side(x, y, 0), Math.Max(Side(x, y, third), Side(x, y, 2 * third))) - (Radius / 2),
            _ => Math.Min(Box(x, y, 0.95f * Radius, BarWidth * Radius), Box(x, y, BarWidth * Radius, 0.95f * Radius)),
        };
    }

    private static float Box(float x, float y, float width, float height) => Math.Max(MathF.Abs(x) - width, MathF.Abs(y) - height);

    private static float Side(float x, float y, float angle)
    {
        var (sine, cosine) = MathF.SinCos(angle);
        return (cosine * y) + (sine * x);
    }
}
