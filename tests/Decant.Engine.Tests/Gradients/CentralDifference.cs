using Decant.Engine.Execution;
using Decant.Engine.Tests.Execution;

namespace Decant.Engine.Tests.Gradients;

/// <summary>Compares derivatives that a graph computes with (f(x + h) − f(x − h))/2h, in float64 on the reference kernels.</summary>
internal static class CentralDifference
{
    private const double Step = 1e-5;
    private const int Probes = 12;

    /// <param name="executable">A graph with a scalar output and derivatives of it.</param>
    /// <param name="run">How to run it.</param>
    /// <param name="feeds">The place to try.</param>
    /// <param name="scalar">Name of the scalar.</param>
    /// <param name="derivatives">Name of the derivative by each input.</param>
    /// <param name="tolerance">Relative to the largest derivative by that input.</param>
    public static void Check(
        Executable executable,
        GraphRun run,
        Dictionary<string, double[]> feeds,
        string scalar,
        IReadOnlyDictionary<string, string> derivatives,
        double tolerance
    )
    {
        var computed = run.Run(executable, feeds);
        foreach (var (input, derivative) in derivatives)
        {
            var x = feeds[input];
            var size = Math.Max(1e-2, computed[derivative].Select(Math.Abs).DefaultIfEmpty(0).Max());
            for (var probe = 0; probe < Math.Min(Probes, x.Length); probe++)
            {
                // All elements of a short input, evenly spread ones of a long input.
                var i = (int)((long)probe * x.Length / Math.Min(Probes, x.Length));
                var old = x[i];
                x[i] = old + Step;
                var above = run.Run(executable, feeds)[scalar][0];
                x[i] = old - Step;
                var below = run.Run(executable, feeds)[scalar][0];
                x[i] = old;
                var difference = (above - below) / (2 * Step);
                if (!(Math.Abs(difference - computed[derivative][i]) <= tolerance * size))
                {
                    Assert.Fail(
                        $"{derivative}[{i}]: computed {computed[derivative][i]:R}, central difference "
                            + $"{difference:R}; the largest is {size:R}."
                    );
                }
            }
        }
    }
}
