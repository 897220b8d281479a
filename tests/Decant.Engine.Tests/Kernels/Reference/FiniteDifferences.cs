namespace Decant.Engine.Tests.Kernels.Reference;

/// <summary>Judges a gradient by central differences in double: (f(x + h) − f(x − h)) / 2h, f = Σ weight · output.</summary>
internal static class FiniteDifferences
{
    /// <summary>Checks d(Σ weights · forward(x))/dx against the gradient given.</summary>
    public static void Check(
        double[] x,
        double[] weights,
        Func<double[], double[]> forward,
        double[] gradient,
        double step = 1e-5,
        double tolerance = 1e-7
    )
    {
        for (var i = 0; i < x.Length; i++)
        {
            double[] above = [.. x],
                below = [.. x];
            above[i] += step;
            below[i] -= step;
            var slope = (Dot(weights, forward(above)) - Dot(weights, forward(below))) / (2 * step);
            Assert.True(
                Math.Abs(slope - gradient[i]) <= tolerance * Math.Max(1, Math.Abs(slope)),
                $"Element {i}: the slope is {slope:R}, the gradient says {gradient[i]:R}."
            );
        }
    }

    private static double Dot(double[] a, double[] b) => a.Zip(b, (left, right) => left * right).Sum();
}
