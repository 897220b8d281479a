namespace Decant.Data.Images;

/// <summary>
/// Changes the size of pictures with a triangle filter: linear interpolation where the picture grows; where it
/// shrinks, the triangle is as much wider, so that every pixel counts.
/// </summary>
internal static class Resizing
{
    /// <summary>The picture at another size; the sides change independently.</summary>
    public static Picture ToSize(this Picture picture, int height, int width)
    {
        if (picture.Height == height && picture.Width == width)
        {
            return picture;
        }

        var source = Array.ConvertAll(picture.Pixels, value => (float)value);
        var wide = Along(source, picture.Channels * picture.Height, picture.Width, width, 1);
        var both = Along(wide, picture.Channels, picture.Height, height, width);
        return new Picture(picture.Channels, height, width, Array.ConvertAll(both, value => (byte)Math.Clamp(MathF.Round(value), 0, 255)));
    }

    // [outer, from, inner] -> [outer, to, inner]
    private static float[] Along(float[] source, int outer, int from, int to, int inner)
    {
        var result = new float[outer * to * inner];
        var scale = (float)from / to;
        var reach = Math.Max(1, scale);
        for (var target = 0; target < to; target++)
        {
            var centre = ((target + 0.5f) * scale) - 0.5f;
            var first = Math.Max(0, (int)MathF.Ceiling(centre - reach));
            var last = Math.Min(from - 1, (int)MathF.Floor(centre + reach));
            var total = 0f;
            for (var place = first; place <= last; place++)
            {
                total += Weight(place - centre, reach);
            }

            for (var place = first; place <= last; place++)
            {
                var weight = Weight(place - centre, reach) / total;
                for (var block = 0; block < outer; block++)
                {
                    var row = source.AsSpan(((block * from) + place) * inner, inner);
                    var sums = result.AsSpan(((block * to) + target) * inner, inner);
                    for (var i = 0; i < inner; i++)
                    {
                        sums[i] += weight * row[i];
                    }
                }
            }
        }

        return result;
    }

    private static float Weight(float distance, float reach) => Math.Max(0, 1 - (Math.Abs(distance) / reach));
}
