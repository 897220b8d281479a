using Decant.Runs;

namespace Decant.Evaluation;

/// <summary>
/// How long calls take. Several are timed in turn, in blocks, so that what else runs on the machine concerns all of them; the first calls
/// of
/// a block do not count, as threads and caches still are the other one's.
/// </summary>
internal static class LatencyMeter
{
    private const int Uncounted = 5;
    private const int Block = 20;
    private const int FewestBlocks = 5;
    private const int Most = 200;
    private const int MostRounds = 3;
    private const int ShareOfFastest = 10;
    private static readonly TimeSpan s_budget = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan s_block = TimeSpan.FromMilliseconds(40);

    /// <summary>
    /// Measures calls; where the timings of one scatter too much, again, and takes the round in which they scatter least. The fastest calls
    /// are
    /// those of all rounds.
    /// </summary>
    /// <param name="batch">Samples per call.</param>
    /// <param name="calls">The calls, one or more.</param>
    /// <param name="clock">The clock.</param>
    /// <returns>In the order of the calls.</returns>
    public static IReadOnlyList<Latency> Measure(int batch, IReadOnlyList<Action> calls, TimeProvider clock)
    {
        foreach (var call in calls)
        {
            Run(call, [], clock);
        }

        var rounds = new List<Latency[]>();
        while (rounds.Count < MostRounds && Enumerable.Range(0, calls.Count).Any(k => !rounds.Any(round => round[k].IsSteady)))
        {
            rounds.Add(Round(batch, calls, clock));
        }

        return [.. Enumerable.Range(0, calls.Count).Select(k => Calmest([.. rounds.Select(round => round[k])]))];
    }

    private static Latency Calmest(Latency[] rounds) =>
        rounds.MinBy(latency => latency.Percentile95 / latency.Median)! with
        {
            Fastest = rounds.Min(latency => latency.Fastest),
        };

    private static Latency[] Round(int batch, IReadOnlyList<Action> calls, TimeProvider clock)
    {
        var times = calls.Select(_ => new List<TimeSpan>(Most)).ToArray();
        var begin = clock.GetTimestamp();
        for (
            var block = 0;
            block < FewestBlocks || (times[0].Count < Most && clock.GetElapsedTime(begin) < s_budget * calls.Count);
            block++
        )
        {
            foreach (var (call, own) in calls.Zip(times))
            {
                Run(call, own, clock);
            }
        }

        return [.. times.Select(own => Of(batch, own))];
    }

    // Of a slow network one call is waited for, and one counts.
    private static void Run(Action call, List<TimeSpan> times, TimeProvider clock)
    {
        var begin = clock.GetTimestamp();
        for (var i = 0; i == 0 || (i < Uncounted && clock.GetElapsedTime(begin) < s_block / 4); i++)
        {
            call();
        }

        for (var i = 0; i == 0 || (i < Block && clock.GetElapsedTime(begin) < s_block); i++)
        {
            var start = clock.GetTimestamp();
            call();
            times.Add(clock.GetElapsedTime(start));
        }
    }

    private static Latency Of(int batch, List<TimeSpan> times)
    {
        times.Sort();
        var fastest = times.Take(Math.Max(1, times.Count / ShareOfFastest)).Average(time => time.Ticks);
        return new Latency(batch, times[times.Count / 2], times[(int)(0.95 * (times.Count - 1))], times.Count)
        {
            Percentile99 = times[(int)Math.Ceiling(0.99 * (times.Count - 1))],
            Fastest = TimeSpan.FromTicks((long)fastest),
        };
    }
}
