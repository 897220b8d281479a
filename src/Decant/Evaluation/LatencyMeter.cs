using Decant.Data.Fields;
using Decant.Engine.Devices;
using Decant.Engine.Graphs;
using Decant.Runs;
using Decant.Teachers;

namespace Decant.Evaluation;

/// <summary>
/// How long one call of a network takes: median and 95th percentile of repeated calls after a warm-up, on the run's threads.
/// </summary>
internal static class LatencyMeter
{
    private const int WarmUp = 10;
    private const int Most = 200;
    private const int MostRounds = 3;
    private static readonly TimeSpan s_budget = TimeSpan.FromMilliseconds(400);

    /// <summary>Batch sizes that every report shows; the larger ones are left out where they do not fit into the device's memory.</summary>
    public static IReadOnlyList<int> Batches { get; } = [1, 64];

    /// <summary>Measures a network.</summary>
    /// <param name="network">A forward graph.</param>
    /// <param name="samples">What it is asked about.</param>
    /// <param name="schema">What samples have.</param>
    /// <param name="device">Threads and kernels; a profile is not told, for it takes time itself.</param>
    /// <param name="clock">The clock.</param>
    public static IReadOnlyList<Latency> Measure(Graph network, TypicalSamples samples, Schema schema, Device device, TimeProvider clock)
    {
        var most = Evaluator.BatchOf(network, device, schema);
        int[] batches = [.. Batches.Where(batch => batch <= most)];
        using var compiled = new FrozenNetwork(network, batches.Max(), device.WithoutProfile(), new FrozenOptions { Schema = schema });
        return [.. batches.Select(batch => Measure(compiled, samples.Inputs(network, batch), batch, clock))];
    }

    /// <summary>
    /// Measures a call; where the timings scatter too much to be compared, again, and takes the round that scatters least.
    /// </summary>
    /// <param name="batch">Samples per call.</param>
    /// <param name="call">The call.</param>
    /// <param name="clock">The clock.</param>
    public static Latency Measure(int batch, Action call, TimeProvider clock)
    {
        Latency? best = null;
        for (var round = 0; round < MostRounds && best is not { IsSteady: true }; round++)
        {
            var next = Round(batch, call, clock);
            best = best is null || next.Percentile95 * best.Median.Ticks < best.Percentile95 * next.Median.Ticks ? next : best;
        }

        return best!;
    }

    private static Latency Measure(FrozenNetwork compiled, Dictionary<string, Tensor> inputs, int batch, TimeProvider clock)
    {
        try
        {
            return inputs.Count == 1
                ? Measure(batch, () => compiled.Answer(inputs.Values.First(), batch), clock)
                : Measure(batch, () => compiled.Answer(inputs, batch), clock);
        }
        finally
        {
            foreach (var input in inputs.Values)
            {
                input.Dispose();
            }
        }
    }

    private static Latency Round(int batch, Action call, TimeProvider clock)
    {
        var times = new List<TimeSpan>(Most);
        var begin = clock.GetTimestamp();
        for (var i = 0; i < WarmUp + Most && (i < WarmUp + 5 || clock.GetElapsedTime(begin) < s_budget); i++)
        {
            var start = clock.GetTimestamp();
            call();
            if (i >= WarmUp)
            {
                times.Add(clock.GetElapsedTime(start));
            }
        }

        times.Sort();
        return new Latency(batch, times[times.Count / 2], times[(int)(0.95 * (times.Count - 1))], times.Count)
        {
            Percentile99 = times[(int)Math.Ceiling(0.99 * (times.Count - 1))],
        };
    }
}
