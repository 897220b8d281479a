using Decant.Evidence;

namespace Decant.Reporting.Summaries;

/// <summary>Facts of finished runs as cells of a table.</summary>
internal static class RunsText
{
    /// <summary>The main metric of an arm, with its spread over the seeds; empty without one.</summary>
    public static string Level(RunSummary run, string arm)
    {
        if (run.Arm(arm) is not { } found || !found.Means.TryGetValue(run.Metric.Name, out var mean))
        {
            return "";
        }

        return found.Deviations.TryGetValue(run.Metric.Name, out var deviation)
            ? $"{MetricText.Bare(run.Metric, mean)} ± {MetricText.Level(run.Metric, deviation)}"
            : MetricText.Level(run.Metric, mean);
    }

    /// <summary>Whether distillation helped, in a few words.</summary>
    public static string Outcome(RunSummary run) => run.Outcome?.Replace('-', ' ') ?? "";

    /// <summary>The student's parameters, or the teacher's where there is no student.</summary>
    public static string Parameters(RunSummary run) => Of(run) is { } arm ? Quantity.Count(arm.Parameters) : "";

    /// <summary>The size of its file.</summary>
    public static string Size(RunSummary run) => Of(run) is { } arm ? Quantity.Bytes(arm.Bytes) : "";

    /// <summary>Its time for one sample.</summary>
    public static string Latency(RunSummary run) => Of(run)?.Seconds is { } seconds ? Quantity.Latency(TimeSpan.FromSeconds(seconds)) : "";

    private static ArmSummary? Of(RunSummary run) => run.Student ?? run.Teacher;
}
