using System.Numerics;

namespace Decant.Engine.Kernels.Reference;

/// <summary>
/// The error function to the last digits of a double. Abramowitz and Stegun, Handbook of Mathematical Functions, 7.1.6 and 7.1.14.
/// </summary>
internal static class ErrorFunction
{
    // Below it the series converges fast and has positive terms only; above it the continued fraction does.
    private const double SeriesLimit = 2.5;

    /// <summary>erf x = 2/√π ∫₀ˣ e^−t² dt.</summary>
    public static T Erf<T>(T x)
        where T : INumber<T>
    {
        var value = double.CreateChecked(x);
        return T.CreateChecked(
            Math.Abs(value) < SeriesLimit ? Series(value)
            : value < 0 ? Tail(-value) - 1
            : 1 - Tail(value)
        );
    }

    /// <summary>Φ(x) = ½ erfc(−x/√2), precise in the lower tail too.</summary>
    public static T NormalCdf<T>(T x)
        where T : INumber<T>
    {
        var value = -double.CreateChecked(x) / Math.Sqrt(2);
        return T.CreateChecked(
            0.5
                * (
                    Math.Abs(value) < SeriesLimit ? 1 - Series(value)
                    : value < 0 ? 2 - Tail(-value)
                    : Tail(value)
                )
        );
    }

    // 2/√π e^−x² Σ 2ⁿ x^(2n+1) / (1·3·…·(2n+1))
    private static double Series(double x)
    {
        var term = x;
        var sum = x;
        for (var n = 1; Math.Abs(term) > Math.Abs(sum) * 1e-17; n++)
        {
            term *= 2 * x * x / ((2 * n) + 1);
            sum += term;
        }

        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }

    // erfc x = e^−x²/√π · 1/(x + ½/(x + 1/(x + 3/2/(x + …)))), evaluated from the inside; NaN passes through.
    private static double Tail(double x)
    {
        var fraction = x;
        for (var n = 100; n > 0; n--)
        {
            fraction = x + (n / 2.0 / fraction);
        }

        return Math.Exp(-x * x) / (Math.Sqrt(Math.PI) * fraction);
    }
}
