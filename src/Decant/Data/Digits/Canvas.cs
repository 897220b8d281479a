namespace Decant.Data.Digits;

/// <summary>A square page that lines are drawn on; ink from 0 to 1, the darkest line wins.</summary>
/// <param name="size">Pixels along one side.</param>
internal sealed class Canvas(int size)
{
    // Darker, a pixel belongs to a line; lighter, to the paper; in between to neither.
    private const float LeastOfLine = 0.5f,
        MostOfPaper = 0.25f;

    private readonly float[] _ink = new float[size * size];
    private readonly sbyte[] _owners = new sbyte[size * size];

    /// <summary>Ink of every pixel, row by row.</summary>
    public Span<float> Ink => _ink;

    /// <summary>
    /// Writes the class of every pixel as the lines so far have it: the darkest line's, 0 for paper, −1 for an edge that is neither.
    /// </summary>
    public void WriteClasses(Span<sbyte> classes)
    {
        for (var i = 0; i < _ink.Length; i++)
        {
            classes[i] =
                _ink[i] >= LeastOfLine ? _owners[i]
                : _ink[i] < MostOfPaper ? (sbyte)0
                : (sbyte)-1;
        }
    }

    /// <summary>Draws a line of a width that changes from one end to the other, with edges one pixel soft.</summary>
    /// <param name="from">Start, in pixels; pixel centres lie at halves.</param>
    /// <param name="to">End.</param>
    /// <param name="fromRadius">Half the width at the start, in pixels.</param>
    /// <param name="toRadius">Half the width at the end.</param>
    /// <param name="ink">How dark, 0 to 1.</param>
    /// <param name="owner">The class of the line's pixels.</param>
    public void Line((float X, float Y) from, (float X, float Y) to, float fromRadius, float toRadius, float ink, sbyte owner = 0)
    {
        var reach = Math.Max(fromRadius, toRadius) + 0.5f;
        var (left, right) = Pixels(Math.Min(from.X, to.X) - reach, Math.Max(from.X, to.X) + reach);
        var (top, bottom) = Pixels(Math.Min(from.Y, to.Y) - reach, Math.Max(from.Y, to.Y) + reach);
        float dx = to.X - from.X,
            dy = to.Y - from.Y;
        var inverseLength = 1 / Math.Max(1e-6f, (dx * dx) + (dy * dy));
        for (var y = top; y <= bottom; y++)
        {
            for (var x = left; x <= right; x++)
            {
                float px = x + 0.5f - from.X,
                    py = y + 0.5f - from.Y;
                var along = Math.Clamp(((px * dx) + (py * dy)) * inverseLength, 0, 1);
                px -= along * dx;
                py -= along * dy;
                var radius = fromRadius + (along * (toRadius - fromRadius));
                var cover = Math.Clamp(radius + 0.5f - MathF.Sqrt((px * px) + (py * py)), 0, 1);
                ref var pixel = ref _ink[(y * size) + x];
                var own = ink * cover;
                if (own > pixel)
                {
                    pixel = own;
                    _owners[(y * size) + x] = owner;
                }
            }
        }
    }

    private (int First, int Last) Pixels(float low, float high) =>
        (Math.Max(0, (int)MathF.Floor(low)), Math.Min(size - 1, (int)MathF.Floor(high)));
}
