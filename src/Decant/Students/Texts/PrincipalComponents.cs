using System.Numerics;

namespace Decant.Students.Texts;

/// <summary>
/// The mean of vectors and the directions in which they differ most (Pearson 1901; Hotelling 1933): eigenvectors of the covariance, in
/// float64, by Jacobi's rotations (Jacobi 1846; Golub and Van Loan, "Matrix Computations", section 8.5).
/// </summary>
/// <param name="Mean">[D].</param>
/// <param name="Axes">[kept, D], of length 1, the one of the largest variance first.</param>
/// <param name="Variances">[kept], along each axis.</param>
internal sealed record PrincipalComponents(double[] Mean, double[][] Axes, double[] Variances)
{
    private const int MostSweeps = 60;
    private const double Negligible = 1e-22;

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

        var covariance = Covariance(rows, width, mean);
        var vectors = Diagonalise(covariance);
        int[] order = [.. Enumerable.Range(0, width).OrderByDescending(axis => covariance[axis][axis]).Take(kept)];
        return new(mean, [.. order.Select(axis => Signed(vectors[axis]))], [.. order.Select(axis => covariance[axis][axis])]);
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

            for (var d = 0; d < width; d++)
            {
                Add(sums[d], centred, centred[d] / count);
            }
        }

        return sums;
    }

    // a += factor·b
    private static void Add(double[] a, double[] b, double factor)
    {
        var (i, factors) = (0, new Vector<double>(factor));
        for (; i <= a.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            (new Vector<double>(a, i) + (factors * new Vector<double>(b, i))).CopyTo(a, i);
        }

        for (; i < a.Length; i++)
        {
            a[i] += factor * b[i];
        }
    }

    // Rotates until only the diagonal is left, where the eigenvalues are then; returns the eigenvectors, a row each.
    private static double[][] Diagonalise(double[][] matrix)
    {
        var size = matrix.Length;
        double[][] vectors = [.. Enumerable.Range(0, size).Select(i => new double[size])];
        for (var i = 0; i < size; i++)
        {
            vectors[i][i] = 1;
        }

        for (var sweep = 0; sweep < MostSweeps; sweep++)
        {
            var (outside, inside) = (0.0, 0.0);
            for (var p = 0; p < size; p++)
            {
                inside += matrix[p][p] * matrix[p][p];
                for (var q = p + 1; q < size; q++)
                {
                    outside += matrix[p][q] * matrix[p][q];
                }
            }

            if (outside <= Negligible * inside)
            {
                break;
            }

            for (var p = 0; p < size; p++)
            {
                for (var q = p + 1; q < size; q++)
                {
                    Rotate(matrix, vectors, p, q);
                }
            }
        }

        return vectors;
    }

    // tan θ is the smaller root of t² + 2·t·(a_qq − a_pp)/(2·a_pq) − 1 = 0, which makes a_pq vanish.
    private static void Rotate(double[][] matrix, double[][] vectors, int p, int q)
    {
        if (matrix[p][q] == 0)
        {
            return;
        }

        var theta = (matrix[q][q] - matrix[p][p]) / (2 * matrix[p][q]);
        var tangent = (theta < 0 ? -1 : 1) / (Math.Abs(theta) + Math.Sqrt((theta * theta) + 1));
        var cosine = 1 / Math.Sqrt((tangent * tangent) + 1);
        var sine = tangent * cosine;
        Turn(matrix[p], matrix[q], cosine, sine);
        for (var row = 0; row < matrix.Length; row++)
        {
            var (a, b) = (matrix[row][p], matrix[row][q]);
            (matrix[row][p], matrix[row][q]) = ((cosine * a) - (sine * b), (sine * a) + (cosine * b));
        }

        Turn(vectors[p], vectors[q], cosine, sine);
    }

    // (a, b) ← (c·a − s·b, s·a + c·b)
    private static void Turn(double[] a, double[] b, double cosine, double sine)
    {
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
    }

    // An axis has no direction of its own: its largest number is above 0.
    private static double[] Signed(double[] axis) => axis.MaxBy(Math.Abs) < 0 ? [.. axis.Select(number => -number)] : axis;
}
