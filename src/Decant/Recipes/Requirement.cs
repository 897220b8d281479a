using System.Globalization;
using Decant.Tasks;

namespace Decant.Recipes;

/// <summary>What the student's file must reach, so that a pipeline may go on: a measure and its bound.</summary>
/// <param name="Name">The measure as a recipe names it, such as <c>accuracy</c> or <c>latency-p99</c>.</param>
/// <param name="Bound">The bound in the measure's own unit; latencies in seconds, sizes in bytes.</param>
/// <param name="Written">The bound as it was written, such as <c>2 ms</c>.</param>
internal sealed record Requirement(string Name, double Bound, string Written)
{
    /// <summary>Student over teacher in the main metric.</summary>
    public const string Retention = "retention";

    /// <summary>The smallest recall of a class.</summary>
    public const string WorstClassRecall = "worst-class-recall";

    /// <summary>The largest difference in accuracy between groups of test samples.</summary>
    public const string GapBetweenGroups = "gap-between-groups";

    /// <summary>The size of the file.</summary>
    public const string Size = "size";

    /// <summary>Beginning of the names of latencies, one sample at a time.</summary>
    public const string Latency = "latency-p";

    private static readonly (string Unit, double Factor)[] s_times = [("s", 1), ("ms", 1e-3), ("us", 1e-6), ("µs", 1e-6)];
    private static readonly (string Unit, double Factor)[] s_sizes = [("B", 1), ("kB", 1e3), ("MB", 1e6), ("GB", 1e9)];

    /// <summary>Measures that do not come from the task.</summary>
    public static IReadOnlyList<string> Common { get; } =
    [Retention, WorstClassRecall, $"{Latency}50", $"{Latency}95", $"{Latency}99", Size, GapBetweenGroups];

    /// <summary>The names that recipes of a task may use.</summary>
    public static IReadOnlyList<string> Known(LearningTask task) => [.. task.DecidingMetrics.Select(metric => metric.Word), .. Common];

    /// <summary>What is expected of a bound, with an example.</summary>
    public static string Form(string name) =>
        name == Size ? "a size such as 500 kB"
        : IsLatency(name) ? "a time such as 2 ms"
        : "a number such as 0.97 or 97 %";

    /// <summary>Whether a name is a latency's.</summary>
    public static bool IsLatency(string name) => name.StartsWith(Latency, StringComparison.Ordinal);

    /// <summary>Understands a bound; null where it is none.</summary>
    /// <param name="name">The measure.</param>
    /// <param name="text">The bound as it was written.</param>
    public static Requirement? Parse(string name, string text)
    {
        var units =
            name == Size ? s_sizes
            : IsLatency(name) ? s_times
            : [("", 1.0), ("%", 0.01)];
        // The longest unit that fits: kB ends with B, ms with s.
        foreach (var (unit, factor) in units.OrderByDescending(unit => unit.Unit.Length))
        {
            if (
                text.EndsWith(unit, StringComparison.Ordinal)
                && double.TryParse(text[..^unit.Length], NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                && double.IsFinite(number)
            )
            {
                return new(name, number * factor, text);
            }
        }

        return null;
    }
}
