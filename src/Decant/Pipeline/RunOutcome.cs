using Decant.Engine;
using Decant.Engine.Inference;
using Decant.Evidence;
using Decant.Runs;

namespace Decant.Pipeline;

/// <summary>A finished run and where it lies.</summary>
public sealed record RunOutcome
{
    internal RunOutcome(Run run, string folder)
    {
        (Run, Folder) = (run, folder);
        Verdict = DistillationEvidence.Of(run) is { } evidence ? Verdict.Of(evidence) : null;
    }

    /// <summary>All that is known of the run.</summary>
    internal Run Run { get; }

    /// <summary>The run's folder: <c>student.onnx</c>, <c>report.html</c>, <c>summary.json</c> and more.</summary>
    public string Folder { get; }

    /// <summary>The student's file; null where only a teacher was made.</summary>
    public string? StudentFile =>
        Run.Arm(ArmNames.Distilled)?.Seeds.FirstOrDefault()?.Model.File is { } file ? Path.Combine(Folder, file) : null;

    /// <summary>What came out, in plain words; null where only a teacher was made.</summary>
    public Verdict? Verdict { get; }

    /// <summary>What the verdict rests on.</summary>
    public MetricFacts Metric => Run.Metric;

    /// <summary>
    /// What was trained and measured: the teacher, the student with it (<c>distilled</c>), the student alone (<c>scratch</c>), assistants
    /// and generations.
    /// </summary>
    public IReadOnlyList<ArmResult> Arms => Run.Arms;

    /// <summary>Whether the student's file reaches all that the recipe requires (<c>require</c>); true where it requires nothing.</summary>
    public bool IsAsRequired => Run.Requirements.All(requirement => requirement.IsMet);

    /// <summary>What may make the numbers mislead, each a sentence.</summary>
    public IReadOnlyList<string> Warnings => Run.Warnings;

    /// <summary>The student, ready to answer. It is the caller's to dispose.</summary>
    /// <exception cref="DecantException">The run has no student, as only a teacher was made.</exception>
    public Model LoadStudent() =>
        Model.Load(
            StudentFile
                ?? throw new DecantException($"{Folder}: expected a run with a student, and this one made only a teacher. Distil first.")
        );

    /// <summary>The arm of a name, such as <c>distilled</c>; null if there is none.</summary>
    public ArmResult? Arm(string name) => Run.Arm(name);
}
