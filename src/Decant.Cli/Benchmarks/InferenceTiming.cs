namespace Decant.Cli.Benchmarks;

/// <summary>How long calls of a network took, ms.</summary>
/// <param name="Best">The fastest call.</param>
/// <param name="Median">Half of the calls were at most this long.</param>
/// <param name="Percentile95">95 of 100 calls were at most this long.</param>
internal sealed record InferenceTiming(double Best, double Median, double Percentile95)
{
    /// <summary>Of single calls.</summary>
    internal static InferenceTiming Of(List<double> times)
    {
        times.Sort();
        return new InferenceTiming(times[0], times[times.Count / 2], times[(int)(0.95 * (times.Count - 1))]);
    }
}
