using Decant.Notices;
using Decant.Runs;

namespace Decant.Auditing;

/// <summary>What is known about data and teacher of a recipe before a student learns from them.</summary>
internal sealed record AuditFindings
{
    /// <summary>The recipe's name.</summary>
    public required string Name { get; init; }

    /// <summary>The task's name.</summary>
    public required string Task { get; init; }

    /// <summary>What the teacher is, in words.</summary>
    public required string Teacher { get; init; }

    /// <summary>Samples of training, validation and test part.</summary>
    public required (int Train, int Validation, int Test) Samples { get; init; }

    /// <summary>Names of the classes, labels or numbers.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>The task's metrics of the teacher on the validation part; empty where no teacher can be asked.</summary>
    public IReadOnlyList<Measure> Measures { get; init; } = [];

    /// <summary>What its answers say; null where they are not one class for each sample.</summary>
    public AnswerFindings? Answers { get; init; }

    /// <summary>Samples that occur twice.</summary>
    public required DuplicateSamples Duplicates { get; init; }

    /// <summary>What pilot runs say of several teachers; null where no candidates were named.</summary>
    public TeacherRanking? Ranking { get; init; }

    /// <summary>What speaks against learning from this teacher.</summary>
    public IReadOnlyList<Notice> Notices { get; init; } = [];

    /// <summary>What was not looked at, and why; a sentence each.</summary>
    public IReadOnlyList<string> Omitted { get; init; } = [];

    /// <summary>The first of the likely label errors, to be looked at.</summary>
    public IReadOnlyList<ShownSample> ShownLabelErrors { get; init; } = [];
}
