using System.Globalization;

namespace Decant.Mutations.Bench;

/// <summary>
/// The most memory that this process has held since a moment, native memory included, as Linux counts it; zero elsewhere.
/// </summary>
internal static class PeakMemory
{
    /// <summary>Forgets the peak so far.</summary>
    public static void Forget()
    {
        if (OperatingSystem.IsLinux())
        {
            File.WriteAllText("/proc/self/clear_refs", "5");
        }
    }

    /// <summary>Bytes held now.</summary>
    public static long Now() => Read("VmRSS:");

    /// <summary>The most bytes held since <see cref="Forget"/>.</summary>
    public static long Peak() => Read("VmHWM:");

    private static long Read(string entry) =>
        !OperatingSystem.IsLinux()
            ? 0
            : 1024
                * long.Parse(
                    File.ReadLines("/proc/self/status")
                        .First(line => line.StartsWith(entry, StringComparison.Ordinal))
                        .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1],
                    CultureInfo.InvariantCulture
                );
}
