namespace Decant.ControlArms;

/// <summary>
/// The same student, taught by one of its own size that was trained alone with the same seed (born-again networks, Furlanello et al. 2018,
/// arXiv:1805.04770). Where it is as good as the distilled student, softened answers help and not what the large teacher knows.
/// </summary>
internal sealed record SmallerTeacher : ControlArm
{
    /// <summary>The arm <c>smaller-teacher</c>.</summary>
    public SmallerTeacher()
        : base(
            "smaller-teacher",
            "The same student, taught by one of its own size that was trained alone (Furlanello et al. 2018, arXiv:1805.04770).",
            "Taught by a student trained alone",
            "own size"
        ) { }

    /// <inheritdoc/>
    public override string Words => "the same student taught by one of its own size";

    /// <inheritdoc/>
    public override (string Message, string Remedy)? Problem(ControlSetting setting) =>
        !setting.Arms.Contains("scratch")
            ? ($"{Name} learns from the student of scratch, which is not among the arms", "Add 'scratch' to compare.arms.")
        : !setting.Losses.Any(term => term.NeedsTeacher) ? ($"no loss of the recipe learns from a teacher's answers", $"Remove '{Name}'.")
        : setting.ReadsInside
            ? (
                "the recipe's losses or its hint stage compare values inside the teacher, and the student is another network",
                $"Remove '{Name}', or those losses."
            )
        : null;

    /// <inheritdoc/>
    public override ControlTraining Training(ControlFacts facts) =>
        new(facts.DistilledTerms, facts.DistilledEpochs, facts.Optimizer) { Teacher = "scratch" };
}
