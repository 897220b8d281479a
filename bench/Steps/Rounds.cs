using Decant.Cli.Benchmarks;
using Decant.Engine.Kernels;

namespace Decant.Steps.Bench;

/// <summary>
/// Rounds between two probes of the machine; one in which it reached under 90 % of its best multiply-add peak is repeated.
/// </summary>
/// <param name="threads">Threads that are probed.</param>
internal sealed class Rounds(int threads)
{
    private const double Quiet = 0.9;
    private const int MostRepeats = 2;
    private const int Probes = 10;

    private double _best;

    /// <summary>Rounds that were repeated.</summary>
    public int Repeated { get; private set; }

    /// <summary>What was given to others in each round that counted.</summary>
    public List<Disturbance> Disturbances { get; } = [];

    /// <summary>The best multiply-add rate of all rounds, floating-point operations per second.</summary>
    public double Peak { get; private set; }

    /// <summary>The best rate of a copy, bytes per second.</summary>
    public double Bandwidth { get; private set; }

    /// <summary>Runs one round, again if the machine was busy. What the last attempt gave counts.</summary>
    public T Run<T>(Func<T> round)
    {
        for (var attempt = 0; ; attempt++)
        {
            T result = default!;
            var before = Probe();
            var disturbance = Disturbance.During(() => result = round());
            var after = Probe();
            if (Math.Min(before, after) < Quiet * _best && attempt < MostRepeats)
            {
                Repeated++;
                continue;
            }

            Disturbances.Add(disturbance);
            return result;
        }
    }

    private double Probe()
    {
        using var pool = new WorkerPool(threads);
        using var probe = new MachineProbe(pool, TimeProvider.System);
        for (var i = 0; i < Probes; i++)
        {
            probe.ProbePeak();
            probe.ProbeBandwidth();
        }

        _best = Math.Max(_best, probe.Peak);
        (Peak, Bandwidth) = (Math.Max(Peak, probe.Peak), Math.Max(Bandwidth, probe.Bandwidth));
        return probe.Peak;
    }
}
