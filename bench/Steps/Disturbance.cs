namespace Decant.Steps.Bench;

/// <summary>What the machine gave to others meanwhile.</summary>
/// <param name="Stolen">The share of processor time that the host gave to other guests.</param>
/// <param name="Waiting">The share of time in which some task of this machine waited for a processor, ours included.</param>
internal readonly record struct Disturbance(double Stolen, double Waiting)
{
    /// <summary>Runs something and says what the machine gave to others meanwhile.</summary>
    public static Disturbance During(Action action)
    {
        var start = TimeProvider.System.GetTimestamp();
        var (stolen, all, waiting) = Read();
        action();
        var seconds = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
        var (stolenAfter, allAfter, waitingAfter) = Read();
        return new Disturbance((stolenAfter - stolen) / Math.Max(1, allAfter - all), (waitingAfter - waiting) / 1e6 / seconds);
    }

    // /proc/stat: user nice system idle iowait irq softirq steal, in ticks; /proc/pressure/cpu: microseconds since the start.
    private static (double Stolen, double All, double Waiting) Read()
    {
        var ticks = File.Exists("/proc/stat")
            ? File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..9].Select(double.Parse).ToArray()
            : new double[8];
        var pressure = File.Exists("/proc/pressure/cpu") ? File.ReadLines("/proc/pressure/cpu").First() : "total=0";
        return (ticks[7], ticks.Sum(), double.Parse(pressure[(pressure.IndexOf("total=", StringComparison.Ordinal) + 6)..]));
    }
}
