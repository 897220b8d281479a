namespace Decant.Runs;

/// <summary>
/// A finished run: what was asked, where it ran, what came out. Facts only, immutable; reports and evidence read it
/// and never reach back into training.
/// </summary>
internal sealed record Run
{
    /// <summary>What tells this run from every other, such as <c>2026-03-01-mnist-3f2a9c</c>; also its folder's name.</summary>
    public required string Id { get; init; }

    /// <summary>What the user calls it: the recipe's name.</summary>
    public required string Name { get; init; }

    /// <summary>What a label is, in the recipe's word, such as <c>image-classification</c>.</summary>
    public required string Task { get; init; }

    /// <summary>Whether nothing but the teacher's answers is true, so that there is no student without a teacher.</summary>
    public bool LearnsFromTeacherAlone { get; init; }

    /// <summary>
    /// Whether the validation part took the place of the test part, as in sweeps: then no one has looked at the test part.
    /// </summary>
    public bool JudgesByValidation { get; init; }

    /// <summary>The part that the arms are judged by, in a word.</summary>
    public string JudgedBy => JudgesByValidation ? "validation" : "test";

    /// <summary>The measure by which the arms are compared.</summary>
    public required MetricFacts Metric { get; init; }

    /// <summary>The recipe as it ran, every setting resolved, as YAML.</summary>
    public required string Recipe { get; init; }

    /// <summary>The recipe's seed; the paired seeds of the arms are in <see cref="SeedResult.Seed"/>.</summary>
    public required ulong Seed { get; init; }

    /// <summary>When the run began.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>When the last result was in.</summary>
    public required DateTimeOffset Finished { get; init; }

    /// <summary>The machine and the program.</summary>
    public required RunEnvironment Environment { get; init; }

    /// <summary>The samples that every arm saw.</summary>
    public required DataFacts Data { get; init; }

    /// <summary>
    /// What was found out about networks from elsewhere, in sentences: preprocessing, form of the answers; and what the losses say about
    /// the setting: that one teaches little here, how unlike values are compared. Empty where there was nothing to say. They quote files:
    /// encode them.
    /// </summary>
    public IReadOnlyList<string> Findings { get; init; } = [];

    /// <summary>What may make the numbers mislead, in sentences; empty for nothing. They quote files: encode them.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Answers of teachers that were stored; empty where they answered while the students learnt.</summary>
    public IReadOnlyList<StoreFacts> Stores { get; init; } = [];

    /// <summary>
    /// The smallest difference that matters: of a metric in fractions itself, so that 0.01 is a point, of others that share of what is
    /// compared with.
    /// </summary>
    public double Margin { get; init; } = 0.01;

    /// <summary>What energy and time are taken to cost.</summary>
    public CostRates Rates { get; init; } = new();

    /// <summary>What the student's file had to reach; empty where nothing was required.</summary>
    public IReadOnlyList<RequirementResult> Requirements { get; init; } = [];

    /// <summary>The groups of each column by which the recipe divides the test samples; empty where it names none.</summary>
    public IReadOnlyList<SliceResult> Slices { get; init; } = [];

    /// <summary>How many seeds there were at each look at this run, the last one now; empty where it was looked at once.</summary>
    public IReadOnlyList<int> Looks { get; init; } = [];

    /// <summary>The arms in the order of the report: teacher, distilled, scratch, others. See <see cref="ArmNames"/>.</summary>
    public required IReadOnlyList<ArmResult> Arms { get; init; }

    /// <summary>The arm of a name, or null when the run did not have it.</summary>
    public ArmResult? Arm(string name) => Arms.FirstOrDefault(arm => arm.Name == name);
}
