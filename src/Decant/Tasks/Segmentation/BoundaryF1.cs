using Decant.Runs;

namespace Decant.Tasks.Segmentation;

/// <summary>
/// How well borders are met, after Csurka, Larlus, Perronnin 2013, "What is a good evaluation measure for semantic segmentation?"
/// (BMVC): of
/// an image and a class, precision P is the share of its answered border pixels that have a true one within θ pixels, recall R the share of
/// the true ones that have an answered one; F1 = 2·P·R/(P + R), 0 where only one of both has a border. θ is 0.75 % of the image's diagonal,
/// distances are between pixel centres. A class's F1 is the mean over the images in which it has a border, true or answered; the
/// whole is the
/// mean over such classes. A pixel is on the border of its class if one of its four neighbours is of another. Pixels that do not count in
/// the truth are in neither picture, and no border is drawn against them. Fractions, 0 to 1, higher is better.
/// </summary>
internal sealed class BoundaryF1
{
    /// <summary>θ as a share of the diagonal.</summary>
    public const double Tolerance = 0.0075;

    private readonly int _height;
    private readonly int _width;
    private readonly (int Down, int Right)[] _near;
    private readonly int[] _true;
    private readonly int[] _answered;
    private readonly double[] _sums;
    private readonly int[] _images;
    private readonly long[] _counts;

    /// <summary>No images yet.</summary>
    /// <param name="classes">Number of classes C.</param>
    /// <param name="height">H.</param>
    /// <param name="width">W.</param>
    public BoundaryF1(int classes, int height, int width)
    {
        (_height, _width) = (height, width);
        var reach = Tolerance * Math.Sqrt(((double)height * height) + ((double)width * width));
        var most = (int)reach;
        _near =
        [
            .. from down in Enumerable.Range(-most, (2 * most) + 1)
            from right in Enumerable.Range(-most, (2 * most) + 1)
            where (down * down) + (right * right) <= reach * reach
            orderby (down * down) + (right * right)
            select (down, right),
        ];
        (_true, _answered) = (new int[height * width], new int[height * width]);
        (_sums, _images, _counts) = (new double[classes], new int[classes], new long[4 * classes]);
    }

    /// <summary>How it is named and told.</summary>
    public static MetricFacts Facts { get; } =
        new("boundaryF1", MetricFacts.Fraction, true)
        {
            Title = "Boundary F1",
            Meaning =
                "How well borders between classes are met, to within 0.75 % of the image's diagonal: of borders answered, the share that "
                + "are true, and of true ones, the share that are found; mean over images, then classes.",
        };

    /// <summary>The mean over the classes that have borders; 0 where none has.</summary>
    public double Value => Enumerable.Range(0, _sums.Length).Select(Of).OfType<double>().DefaultIfEmpty(0).Average();

    /// <summary>One class by itself; null where it has no border anywhere.</summary>
    public double? Of(int c) => _images[c] == 0 ? null : _sums[c] / _images[c];

    /// <summary>Adds an image.</summary>
    /// <param name="truth">H·W classes; −1 where a pixel does not count.</param>
    /// <param name="answers">H·W classes.</param>
    public void Add(ReadOnlySpan<long> truth, ReadOnlySpan<int> answers)
    {
        for (var pixel = 0; pixel < _true.Length; pixel++)
        {
            _true[pixel] = (int)truth[pixel];
            _answered[pixel] = truth[pixel] < 0 ? -1 : answers[pixel];
        }

        KeepBorders(_true);
        KeepBorders(_answered);
        Array.Clear(_counts);
        Count(_answered, _true, 0);
        Count(_true, _answered, 2);
        for (var c = 0; c < _sums.Length; c++)
        {
            if (_counts[4 * c] + _counts[(4 * c) + 2] > 0)
            {
                var (precision, recall) = (Share(4 * c), Share((4 * c) + 2));
                _sums[c] += precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0;
                _images[c]++;
            }
        }
    }

    private double Share(int place) => _counts[place] == 0 ? 0 : _counts[place + 1] / (double)_counts[place];

    // How many border pixels each class has in one picture, and how many of them are near one in the other.
    private void Count(int[] borders, int[] others, int place)
    {
        for (var pixel = 0; pixel < borders.Length; pixel++)
        {
            if (borders[pixel] is >= 0 and var c)
            {
                _counts[(4 * c) + place]++;
                _counts[(4 * c) + place + 1] += IsNear(others, pixel / _width, pixel % _width, c) ? 1 : 0;
            }
        }
    }

    private bool IsNear(int[] borders, int y, int x, int c)
    {
        foreach (var (down, right) in _near)
        {
            if ((uint)(y + down) < (uint)_height && (uint)(x + right) < (uint)_width && borders[((y + down) * _width) + x + right] == c)
            {
                return true;
            }
        }

        return false;
    }

    // In place: pixels inside an area become −1. The row above is looked at as it was.
    private void KeepBorders(int[] classes)
    {
        Span<int> above = new int[_width];
        above.Fill(-1);
        for (var y = 0; y < _height; y++)
        {
            var row = classes.AsSpan(y * _width, _width);
            var below = y + 1 < _height ? classes.AsSpan((y + 1) * _width, _width) : [];
            var left = -1;
            for (var x = 0; x < _width; x++)
            {
                var c = row[x];
                var isBorder =
                    Differs(left, c)
                    || Differs(above[x], c)
                    || (x + 1 < _width && Differs(row[x + 1], c))
                    || (below.Length > 0 && Differs(below[x], c));
                (left, above[x]) = (c, c);
                row[x] = c >= 0 && isBorder ? c : -1;
            }
        }
    }

    private static bool Differs(int neighbour, int c) => neighbour >= 0 && neighbour != c;
}
