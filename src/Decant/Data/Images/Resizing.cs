using System.Runtime.Intrinsics;

namespace Decant.Data.Images;

/// <summary>
/// Changes the size of pictures with a triangle filter (<see cref="ResizeWeights"/>), first along rows, then along columns. Only the rows
/// that the next new one needs are kept as numbers, so a large photograph takes no more memory than its bytes.
/// </summary>
internal static class Resizing
{
    /// <summary>The pixels at another size; the sides change independently.</summary>
    public static Picture Of(RgbaPixels pixels, int channels, int height, int width)
    {
        var (across, down) = (new ResizeWeights(pixels.Width, width), new ResizeWeights(pixels.Height, height));
        var row = new Vector128<float>[pixels.Width];
        var kept = new Vector128<float>[down.Most * width]; // row y lies at y modulo Most
        var sums = new Vector128<float>[width];
        var planes = new byte[channels * height * width];
        for (int target = 0, next = 0; target < height; target++)
        {
            var first = down.First(target);
            var weights = down.Of(target);
            for (next = Math.Max(next, first); next < first + weights.Length; next++)
            {
                pixels.Load(next, channels, row);
                Along(row, across, kept.AsSpan(next % down.Most * width, width));
            }

            Array.Clear(sums);
            for (var i = 0; i < weights.Length; i++)
            {
                Add(weights[i], kept.AsSpan((first + i) % down.Most * width, width), sums);
            }

            for (var channel = 0; channel < channels; channel++)
            {
                var plane = planes.AsSpan(((channel * height) + target) * width, width);
                for (var x = 0; x < width; x++)
                {
                    plane[x] = (byte)Math.Clamp(MathF.Round(sums[x][channel]), 0, 255);
                }
            }
        }

        return new Picture(channels, height, width, planes);
    }

    private static void Along(ReadOnlySpan<Vector128<float>> row, ResizeWeights across, Span<Vector128<float>> result)
    {
        for (var target = 0; target < result.Length; target++)
        {
            var weights = across.Of(target);
            var places = row.Slice(across.First(target), weights.Length);
            var sum = Vector128<float>.Zero;
            for (var i = 0; i < weights.Length; i++)
            {
                sum += Vector128.Create(weights[i]) * places[i];
            }

            result[target] = sum;
        }
    }

    private static void Add(float weight, ReadOnlySpan<Vector128<float>> row, Span<Vector128<float>> sums)
    {
        var factor = Vector128.Create(weight);
        for (var x = 0; x < sums.Length; x++)
        {
            sums[x] += factor * row[x];
        }
    }
}
