using System.Globalization;

namespace Decant.Evaluation;

/// <summary>
/// The energy counters of the machine's processors (RAPL: running average power limit), where Linux lets the process read them; AMD's
/// processors have them in the same place. They count whole packages, so everything that runs meanwhile.
/// </summary>
internal sealed class EnergyCounter
{
    /// <summary>Where Linux has them.</summary>
    public const string SystemFolder = "/sys/class/powercap";

    private const double JoulesPerCount = 1e-6;
    private readonly (string File, double Range)[] _packages;

    private EnergyCounter((string, double)[] packages) => _packages = packages;

    /// <summary>The counters of a folder; null where there are none that can be read.</summary>
    /// <param name="folder">With a folder <c>intel-rapl:0</c> for each package, in it <c>name</c>, <c>energy_uj</c> and
    /// <c>max_energy_range_uj</c>.</param>
    public static EnergyCounter? Find(string folder = SystemFolder)
    {
        try
        {
            // A zone inside a package (intel-rapl:0:0) is counted with it; intel-rapl-mmio tells the same again, and psys the whole board.
            var packages = Directory.Exists(folder)
                ? Directory
                    .GetDirectories(folder, "intel-rapl:*")
                    .Order(StringComparer.Ordinal)
                    .Where(zone => Text(zone, "name").StartsWith("package", StringComparison.Ordinal))
                    .Select(zone => (File: Path.Combine(zone, "energy_uj"), Range: Number(Text(zone, "max_energy_range_uj"))))
                    .ToArray()
                : [];
            var counter = new EnergyCounter(packages);
            counter.Read();
            return packages.Length > 0 ? counter : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or FormatException)
        {
            return null;
        }
    }

    /// <summary>What the counters say now; of use only for a difference.</summary>
    public IReadOnlyList<double> Read() => [.. _packages.Select(package => Number(File.ReadAllText(package.File)))];

    /// <summary>Joules between two readings, during which no counter began anew twice.</summary>
    public double Joules(IReadOnlyList<double> before, IReadOnlyList<double> after) =>
        JoulesPerCount
        * Enumerable.Range(0, _packages.Length).Sum(k => after[k] - before[k] + (after[k] < before[k] ? _packages[k].Range : 0));

    private static string Text(string zone, string file) => File.ReadAllText(Path.Combine(zone, file));

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
