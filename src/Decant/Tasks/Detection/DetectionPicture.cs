using Decant.Engine.Graphs;
using Decant.Runs;

namespace Decant.Tasks.Detection;

/// <summary>
/// A sample as the report shows it: small and grey, with the boxes of the truth and those that are found with some certainty.
/// </summary>
internal static class DetectionPicture
{
    private const int MostPixels = 48;
    private const double LeastScore = 0.3;

    /// <summary>The picture.</summary>
    /// <param name="sample">Its place in the split.</param>
    /// <param name="images">[N, channels, H, W], 0 to 1.</param>
    /// <param name="n">Its place in the batch.</param>
    /// <param name="found">What was found in it.</param>
    /// <param name="truth">What is there.</param>
    public static ResultBoxes Of(int sample, Tensor images, int n, IReadOnlyList<FoundBox> found, IReadOnlyList<TrueBox> truth)
    {
        var (channels, height, width) = (images.Dimensions[1], images.Dimensions[2], images.Dimensions[3]);
        var step = Math.Max(1, (Math.Max(height, width) + MostPixels - 1) / MostPixels);
        var (rows, columns) = ((height + step - 1) / step, (width + step - 1) / step);
        var own = images.Span<float>().Slice(n * channels * height * width, channels * height * width);
        var image = new float[rows * columns];
        for (var i = 0; i < image.Length; i++)
        {
            var at = (i / columns * step * width) + (i % columns * step);
            for (var c = 0; c < channels; c++)
            {
                image[i] += own[(c * height * width) + at] / channels;
            }
        }

        return new ResultBoxes(sample, height, width)
        {
            Rows = rows,
            Columns = columns,
            Image = image,
            Truth = [.. truth.Where(thing => !thing.IsCrowd).Select(thing => Shown(thing.Class, 1, thing.Box))],
            Found = [.. found.Where(one => one.Score >= LeastScore).Select(one => Shown(one.Class, one.Score, one.Box))],
        };
    }

    private static ShownBox Shown(int c, double score, BoxInPicture box) => new(c, score, box.Left, box.Top, box.Right, box.Bottom);
}
