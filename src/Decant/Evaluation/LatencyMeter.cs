using Decant.Engine.Devices;
using Decant.Engine.Graphs;
using Decant.Runs;
using Decant.Teachers;

namespace Decant.Evaluation;

/// <summary>How long one call of a network takes: median and 95th percentile of repeated calls after a warm-up, on the run's threads.</summary>
internal static class LatencyMeter
{
    private const int WarmUp = 10;
    private const int Most = 200;
    private static readonly TimeSpan s_budget = TimeSpan.FromMilliseconds(400);

    /// <summary>Batch sizes that every report shows.</summary>
    public static IReadOnlyList<int> Batches { get; } = [1, 64];

    /// <summary>Measures a network.</summary>
    /// <param name="network">A forward graph.</param>
    /// <param name="device">Threads and kernels; a profile is not told, for it takes time itself.</param>
    /// <param name="clock">The clock.</param>
    public static IReadOnlyList<Latency> Measure(Graph network, Device device, TimeProvider clock)
    {
        using var compiled = new FrozenNetwork(network, Batches.Max(), device.WithoutProfile());
        return [.. Batches.Select(batch => Measure(compiled, batch, clock))];
    }

    private static Latency Measure(FrozenNetwork network, int batch, TimeProvider clock)
    {
        using var inputs = new Tensor(ElementType.Float32, [batch, .. network.SampleShape]);
        inputs.Span<float>().Fill(0.5f);
        var times = new List<TimeSpan>(Most);
        var begin = clock.GetTimestamp();
        for (var i = 0; i < WarmUp + Most && (i < WarmUp + 5 || clock.GetElapsedTime(begin) < s_budget); i++)
        {
            var start = clock.GetTimestamp();
            network.Answer(inputs, batch);
            if (i >= WarmUp)
            {
                times.Add(clock.GetElapsedTime(start));
            }
        }

        times.Sort();
        return new Latency(batch, times[times.Count / 2], times[(int)(0.95 * (times.Count - 1))], times.Count);
    }
}
