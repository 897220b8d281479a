namespace Decant.Evidence;

/// <summary>
/// Student's t distribution with whole degrees of freedom ν (Student 1908), for small numbers of seeds.
/// P(|t| ≤ x) is a finite sum in θ = arctan(x/√ν) (Abramowitz and Stegun 1964, 26.7.3 and 26.7.4).
/// </summary>
internal static class StudentT
{
    /// <summary>The x with P(|t| ≤ x) = confidence.</summary>
    /// <param name="confidence">Between 0 and 1, both excluded.</param>
    /// <param name="degreesOfFreedom">ν, 1 or more.</param>
    public static double TwoSidedQuantile(double confidence, int degreesOfFreedom)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(degreesOfFreedom, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(confidence);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(confidence, 1);

        // The probability rises with θ from 0 at 0 to 1 at π/2: halve the angle, which is bounded where x is not.
        double low = 0,
            high = Math.PI / 2;
        for (var halving = 0; halving < 60; halving++)
        {
            var middle = (low + high) / 2;
            if (Inside(middle, degreesOfFreedom) < confidence)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return Math.Sqrt(degreesOfFreedom) * Math.Tan((low + high) / 2);
    }

    /// <summary>P(|t| ≥ x): how likely a value so far from 0 is where the true mean is 0.</summary>
    /// <param name="x">The value, of either sign; may be infinite.</param>
    /// <param name="degreesOfFreedom">ν, 1 or more.</param>
    public static double TwoSidedProbability(double x, int degreesOfFreedom)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(degreesOfFreedom, 1);
        return Math.Clamp(1 - Inside(Math.Atan(Math.Abs(x) / Math.Sqrt(degreesOfFreedom)), degreesOfFreedom), 0, 1);
    }

    // ν odd:  2/π · (θ + sin θ · (cos θ + 2/3 cos³ θ + … + (2·4…(ν−3))/(3·5…(ν−2)) cos^(ν−2) θ))
    // ν even: sin θ · (1 + 1/2 cos² θ + 1·3/(2·4) cos⁴ θ + … + (1·3…(ν−3))/(2·4…(ν−2)) cos^(ν−2) θ)
    private static double Inside(double theta, int degreesOfFreedom)
    {
        var odd = degreesOfFreedom % 2 == 1;
        var (sine, cosine) = Math.SinCos(theta);
        var sum = 0.0;
        var term = odd ? cosine : 1.0;
        for (var power = odd ? 1 : 0; power <= degreesOfFreedom - 2; power += 2)
        {
            sum += term;
            term *= cosine * cosine * (power + 1) / (power + 2);
        }

        return odd ? 2 / Math.PI * (theta + (sine * sum)) : sine * sum;
    }
}
