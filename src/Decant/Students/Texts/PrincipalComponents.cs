using System.Numerics;

namespace Decant.Students.Texts;

/// <summary>
/// The mean of vectors and the directions in which they differ most (Pearson 1901; Hotelling 1933): eigenvectors of the covariance, in
/// float64, by one-sided rotations (Hestenes 1958; Golub and Van Loan, "Matrix Computations", section 8.6.3).
/// </summary>
/// <param name="Mean">[D].</param>
/// <param name="Axes">[kept, D], of length 1, the one of the largest variance first; zeros where rows differ in no further
/// direction.</param>
/// <param name="Variances">[kept], along each axis.</param>
internal sealed record PrincipalComponents(double[] Mean, double[][] Axes, double[] Variances)
{
    private const int MostSweeps = 60;

    // Of a cosine, and of a variance against the largest: what float64 leaves of 0.
    private const double Negligible = 1e-13;

    /// <summary>The components of rows.</summary>
    /// <param name="rows">[V, D], row by row; those of unequal columns are no vectors.</param>
    /// <param name="width">D.</param>
    /// <param name="kept">Axes to keep, at most D.</param>
    public static PrincipalComponents Of(ReadOnlySpan<float> rows, int width, int kept)
    {
        var count = rows.Length / width;
        var mean = new double[width];
        for (var i = 0; i < rows.Length; i++)
        {
            mean[i % width] += (double)rows[i] / count;
        }

        var directions = Covariance(rows, width, mean);
        Diagonalise(directions);
        var found = directions
            .Select(row => (Row: row, Variance: Math.Sqrt(Dot(row, row))))
            .OrderByDescending(axis => axis.Variance)
            .ToArray();
        return new(
            mean,
            [.. found.Take(kept).Select(axis => Axis(axis.Row, axis.Variance, found[0].Variance))],
            [.. found.Take(kept).Select(axis => axis.Variance)]
        );
    }

    /// <summary>The coordinates of a row along the axes, [kept].</summary>
    public void Project(ReadOnlySpan<float> row, Span<float> coordinates)
    {
        for (var axis = 0; axis < Axes.Length; axis++)
        {
            var sum = 0.0;
            for (var d = 0; d < row.Length; d++)
            {
                sum += (row[d] - Mean[d]) * Axes[axis][d];
            }

            coordinates[axis] = (float)sum;
        }
    }

    private static double[][] Covariance(ReadOnlySpan<float> rows, int width, double[] mean)
    {
        var count = rows.Length / width;
        double[][] sums = [.. Enumerable.Range(0, width).Select(_ => new double[width])];
        var centred = new double[width];
        for (var row = 0; row < count; row++)
        {
            for (var d = 0; d < width; d++)
            {
                centred[d] = rows[(row * width) + d] - mean[d];
            }

            // The other half is the same.
            for (var d = 0; d < width; d++)
            {
                Add(sums[d], centred, centred[d] / count, d);
            }
        }

        for (var d = 0; d < width; d++)
        {
            for (var other = 0; other < d; other++)
            {
                sums[d][other] = sums[other][d];
            }
        }

        return sums;
    }

    // a += factor·b, from an element on.
    private static void Add(double[] a, double[] b, double factor, int from)
    {
        var (i, factors) = (from, new Vector<double>(factor));
        for (; i <= a.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            (new Vector<double>(a, i) + (factors * new Vector<double>(b, i))).CopyTo(a, i);
        }

        for (; i < a.Length; i++)
        {
            a[i] += factor * b[i];
        }
    }

    // Rows are turned against each other until all are at right angles. Turns are the same as V·A = Σ·V for a symmetric A: the rows become
    // the eigenvectors, each as long as its eigenvalue.
    private static void Diagonalise(double[][] rows)
    {
        var smallest = Negligible * Negligible * rows.Max(row => Dot(row, row));
        for (var (sweep, turned) = (0, true); turned && sweep < MostSweeps; sweep++)
        {
            turned = false;
            for (var p = 0; p < rows.Length; p++)
            {
                for (var q = p + 1; q < rows.Length; q++)
                {
                    turned |= Turn(rows[p], rows[q], smallest);
                }
            }
        }
    }

    // tan θ is the smaller root of t² + 2·t·ζ − 1 = 0 with ζ = (‖b‖² − ‖a‖²)/(2·a·b), after which a·b is 0.
    private static bool Turn(double[] a, double[] b, double smallest)
    {
        var (aa, bb, ab) = (Dot(a, a), Dot(b, b), Dot(a, b));
        if (aa <= smallest || bb <= smallest || ab * ab <= Negligible * Negligible * aa * bb)
        {
            return false;
        }

        var zeta = (bb - aa) / (2 * ab);
        var tangent = (zeta < 0 ? -1 : 1) / (Math.Abs(zeta) + Math.Sqrt((zeta * zeta) + 1));
        var cosine = 1 / Math.Sqrt((tangent * tangent) + 1);
        var sine = tangent * cosine;
        var (i, c, s) = (0, new Vector<double>(cosine), new Vector<double>(sine));
        for (; i <= a.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            var (x, y) = (new Vector<double>(a, i), new Vector<double>(b, i));
            ((c * x) - (s * y)).CopyTo(a, i);
            ((s * x) + (c * y)).CopyTo(b, i);
        }

        for (; i < a.Length; i++)
        {
            (a[i], b[i]) = ((cosine * a[i]) - (sine * b[i]), (sine * a[i]) + (cosine * b[i]));
        }

        return true;
    }

    private static double Dot(double[] a, double[] b)
    {
        var (i, sums) = (0, Vector<double>.Zero);
        for (; i <= a.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            sums += new Vector<double>(a, i) * new Vector<double>(b, i);
        }

        var sum = Vector.Sum(sums);
        for (; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    // Of length 1; an axis has no direction of its own, so its largest number is above 0. Along what is no direction nothing differs.
    private static double[] Axis(double[] row, double variance, double largest) =>
        variance <= Negligible * largest ? new double[row.Length]
        : row.MaxBy(Math.Abs) < 0 ? [.. row.Select(number => -number / variance)]
        : [.. row.Select(number => number / variance)];
}
