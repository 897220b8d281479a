using Decant.Runs;

namespace Decant.Evaluation;

/// <summary>
/// Energy of calls: by the processor's counter where there is one, else estimated as processor time / cores · watts. The least of a few
/// rounds counts, as other programs only add.
/// </summary>
/// <param name="clock">The clock.</param>
/// <param name="processorTime">Time that the process's threads spent on cores so far.</param>
/// <param name="counter">The processor's counter; null where there is none.</param>
/// <param name="watts">Power while all cores are busy.</param>
/// <param name="cores">How many cores those are.</param>
internal sealed class EnergyMeter(TimeProvider clock, Func<TimeSpan> processorTime, EnergyCounter? counter, double watts, int cores)
{
    private const int Rounds = 3;
    private const int FewestCalls = 3;

    // Counters move every millisecond, processor time with some systems every ten.
    private static readonly TimeSpan s_round = TimeSpan.FromMilliseconds(150);

    /// <summary>The meter of this machine and process.</summary>
    /// <param name="clock">The clock.</param>
    /// <param name="watts">Power while all cores that the process may use are busy.</param>
    public static EnergyMeter OfMachine(TimeProvider clock, double watts) =>
        new(clock, () => Environment.CpuUsage.TotalTime, EnergyCounter.Find(), watts, Environment.ProcessorCount);

    /// <summary>Measures a call.</summary>
    /// <param name="batch">Samples per call.</param>
    /// <param name="call">The call.</param>
    /// <returns>Null where nothing moved that could be counted.</returns>
    public EnergyUse? Measure(int batch, Action call)
    {
        var joules = Enumerable.Range(0, Rounds).Select(_ => Round(call)).Where(joules => joules > 0).Order().ToArray();
        return joules.Length == 0
            ? null
            : new EnergyUse(joules[0] / batch, counter is null ? EnergySource.Estimate : EnergySource.Counter, batch);
    }

    // Joules of one call.
    private double Round(Action call)
    {
        var (calls, begin) = (0, clock.GetTimestamp());
        var (energy, time) = (counter?.Read(), processorTime());
        while (calls < FewestCalls || clock.GetElapsedTime(begin) < s_round)
        {
            call();
            calls++;
        }

        var joules =
            counter is not null && energy is not null
                ? counter.Joules(energy, counter.Read())
                : (processorTime() - time).TotalSeconds / cores * watts;
        return joules / calls;
    }
}
