using Decant.Runs;

namespace Decant.Reporting.Summaries;

/// <summary>A finished run as its <c>summary.json</c> tells it, as far as runs are compared with each other.</summary>
internal sealed record RunSummary
{
    /// <summary>Its folder.</summary>
    public required string Folder { get; init; }

    /// <summary>The recipe's name.</summary>
    public required string Name { get; init; }

    /// <summary>The task, in the recipe's word.</summary>
    public required string Task { get; init; }

    /// <summary>What its arms are judged by.</summary>
    public required MetricFacts Metric { get; init; }

    /// <summary>The part that it is judged by: <c>test</c>, or <c>validation</c> as in a sweep.</summary>
    public string JudgedBy { get; init; } = "test";

    /// <summary>When it ended.</summary>
    public required DateTimeOffset Finished { get; init; }

    /// <summary>How long it took.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>What the evidence says, such as <c>helped</c>; null where it did not distil.</summary>
    public string? Outcome { get; init; }

    /// <summary>The verdict in plain words; null where it did not distil.</summary>
    public string? Verdict { get; init; }

    /// <summary>The teacher; null for none.</summary>
    public ArmSummary? Teacher { get; init; }

    /// <summary>All arms but the teacher; the distilled one first.</summary>
    public IReadOnlyList<ArmSummary> Arms { get; init; } = [];

    /// <summary>The distilled student; null where it did not distil.</summary>
    public ArmSummary? Student => Arm(ArmNames.Distilled);

    /// <summary>The arm of a name; null for none.</summary>
    public ArmSummary? Arm(string name) => name == ArmNames.Teacher ? Teacher : Arms.FirstOrDefault(arm => arm.Name == name);
}
