using Decant.Evidence;

namespace Decant.Tests.Evidence;

public class StudentTTests
{
    // NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2: upper critical values of Student's t
    [Theory]
    [InlineData(1, 0.95, 12.706)]
    [InlineData(2, 0.95, 4.303)]
    [InlineData(3, 0.95, 3.182)]
    [InlineData(4, 0.95, 2.776)]
    [InlineData(5, 0.95, 2.571)]
    [InlineData(9, 0.95, 2.262)]
    [InlineData(10, 0.95, 2.228)]
    [InlineData(30, 0.95, 2.042)]
    [InlineData(100, 0.95, 1.984)]
    [InlineData(1, 0.99, 63.657)]
    [InlineData(2, 0.99, 9.925)]
    [InlineData(7, 0.90, 1.895)]
    [InlineData(8, 0.80, 1.397)]
    public void Quantiles_equal_the_published_table(int degreesOfFreedom, double confidence, double expected)
    {
        Assert.Equal(expected, StudentT.TwoSidedQuantile(confidence, degreesOfFreedom), 0.0006);
    }

    // The same table, read from the value to the probability.
    [Theory]
    [InlineData(1, 12.706, 0.05)]
    [InlineData(2, -4.303, 0.05)]
    [InlineData(9, 2.262, 0.05)]
    [InlineData(7, 1.895, 0.10)]
    [InlineData(2, 9.925, 0.01)]
    [InlineData(3, 0, 1)]
    public void Probabilities_equal_the_published_table(int degreesOfFreedom, double x, double expected) =>
        Assert.Equal(expected, StudentT.TwoSidedProbability(x, degreesOfFreedom), 1e-4);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(29)]
    public void The_density_between_the_quantiles_integrates_to_the_confidence(int degreesOfFreedom)
    {
        // f(x) ∝ (1 + x²/ν)^(−(ν+1)/2); with x = √ν tan θ its integral is that of cos^(ν−1) θ, here by the midpoint rule.
        var angle = Math.Atan(StudentT.TwoSidedQuantile(0.95, degreesOfFreedom) / Math.Sqrt(degreesOfFreedom));
        var inside = Integral(angle, degreesOfFreedom - 1) / Integral(Math.PI / 2, degreesOfFreedom - 1);

        Assert.Equal(0.95, inside, 1e-7);
    }

    private static double Integral(double end, int power)
    {
        const int pieces = 20_000;
        var sum = 0.0;
        for (var piece = 0; piece < pieces; piece++)
        {
            sum += Math.Pow(Math.Cos((piece + 0.5) / pieces * end), power);
        }

        return sum / pieces * end;
    }
}
