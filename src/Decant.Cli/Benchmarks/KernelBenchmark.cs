using Decant.Engine;
using Decant.Engine.Devices;
using Decant.Engine.Execution;
using Decant.Engine.Kernels;

namespace Decant.Cli.Benchmarks;

/// <summary>
/// Times single kernels, each run alongside probes of what the machine can do at that moment; the fastest of many runs counts.
/// </summary>
internal static class KernelBenchmark
{
    private const int FewestRounds = 5;
    private const int MostRounds = 100;
    private const int BandwidthEvery = 8;
    private static readonly TimeSpan s_budget = TimeSpan.FromMilliseconds(300);

    /// <summary>What can be timed.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. KernelCase.All.Select(@case => @case.Name)];

    /// <summary>Times every kernel whose name has a word in it; each result comes as soon as it is there.</summary>
    /// <param name="filter">Part of the names; empty for all.</param>
    /// <param name="threads">Numbers of threads to time with.</param>
    /// <param name="device">The name of the device that runs them.</param>
    /// <param name="clock">The clock.</param>
    /// <exception cref="DecantException">No kernel has such a name.</exception>
    public static IEnumerable<KernelResult> Run(string filter, IReadOnlyList<int> threads, string device, TimeProvider clock)
    {
        var cases = KernelCase.All.Where(@case => @case.Name.Contains(filter, StringComparison.OrdinalIgnoreCase)).ToArray();
        return cases.Length > 0
            ? Run(cases, threads, device, clock)
            : throw new DecantException(
                $"--filter: expected a part of a kernel's name, received '{filter}'. Names begin with: "
                    + $"{string.Join(", ", Names.Select(name => name.Split(' ')[0]).Distinct())}. "
                    + "Without --filter all are timed."
            );
    }

    private static IEnumerable<KernelResult> Run(KernelCase[] cases, IReadOnlyList<int> threads, string device, TimeProvider clock)
    {
        foreach (var count in threads)
        {
            using var pool = new WorkerPool(count);
            using var probe = new MachineProbe(pool, clock);
            foreach (var result in cases.SelectMany(@case => Measure(@case, pool, probe, device, clock)))
            {
                yield return result;
            }
        }
    }

    private static KernelResult[] Measure(KernelCase @case, WorkerPool pool, MachineProbe probe, string device, TimeProvider clock)
    {
        var profile = new ExecutionProfile(clock);
        using var run = @case.Open(DeviceCatalogue.Open(device, pool, profile));
        probe.Forget();
        var begin = clock.GetTimestamp();
        for (var round = 0; round < FewestRounds || (round < MostRounds && clock.GetElapsedTime(begin) < s_budget); round++)
        {
            probe.ProbePeak();
            if (round % BandwidthEvery == 0)
            {
                probe.ProbeBandwidth();
            }

            run.Once();
        }

        var all = profile.Tracks.SelectMany(track => track.Entries).ToArray();
        var counted = all.Where(entry => entry.Operator.StartsWith(@case.Operators, StringComparison.OrdinalIgnoreCase)).ToArray();
        return counted.Length > 0 ? [.. counted.Select(entry => Result(entry.Operator, entry))] : [Result("whole", all)];

        KernelResult Result(string name, params ProfileEntry[] entries) =>
            new(
                @case.Name,
                name,
                pool.Threads,
                entries.Sum(entry => entry.Fastest.TotalMilliseconds),
                entries.Sum(entry => entry.Flops / entry.Runs),
                entries.Sum(entry => entry.Bytes / entry.Runs),
                probe.Peak,
                probe.Bandwidth
            );
    }
}
