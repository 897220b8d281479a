using Decant.Engine.Randomness;
using Decant.Students.Texts;

namespace Decant.Tests.Students.Texts;

public class PrincipalComponentsTests
{
    private const int Rows = 400,
        Width = 23;
    private static readonly float[] s_rows = Make();
    private static readonly PrincipalComponents s_components = PrincipalComponents.Of(s_rows, Width, Width);

    [Fact]
    public void Axes_are_of_length_one_and_at_right_angles()
    {
        for (var a = 0; a < Width; a++)
        {
            for (var b = 0; b <= a; b++)
            {
                Assert.Equal(a == b ? 1 : 0, Dot(s_components.Axes[a], s_components.Axes[b]), 1e-12);
            }
        }
    }

    [Fact]
    public void Coordinates_are_uncorrelated_with_the_variances_that_are_stated_the_largest_first()
    {
        var coordinates = new float[Rows * Width];
        for (var row = 0; row < Rows; row++)
        {
            s_components.Project(s_rows.AsSpan(row * Width, Width), coordinates.AsSpan(row * Width, Width));
        }

        for (var a = 0; a < Width; a++)
        {
            for (var b = 0; b <= a; b++)
            {
                var covariance = Enumerable
                    .Range(0, Rows)
                    .Average(row => (double)coordinates[(row * Width) + a] * coordinates[(row * Width) + b]);
                Assert.Equal(a == b ? s_components.Variances[a] : 0, covariance, 1e-5);
            }
        }

        Assert.Equal(s_components.Variances.OrderDescending(), s_components.Variances);
    }

    [Fact]
    public void Fewer_axes_are_the_first_of_all() => Assert.Equal(s_components.Axes.Take(4), PrincipalComponents.Of(s_rows, Width, 4).Axes);

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();

    // Numbers that depend on each other.
    private static float[] Make()
    {
        var (stream, rows) = (new RandomStream(3, "rows"), new float[Rows * Width]);
        for (var row = 0; row < Rows; row++)
        {
            var common = stream.NextNormal();
            for (var d = 0; d < Width; d++)
            {
                rows[(row * Width) + d] = (float)(2 + (common * Math.Sin(d)) + (stream.NextNormal() * 0.1 * (d + 1)));
            }
        }

        return rows;
    }
}
