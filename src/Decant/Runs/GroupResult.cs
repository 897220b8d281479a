namespace Decant.Runs;

/// <summary>The accuracy on the test samples of one group; of students the mean over their seeds.</summary>
/// <param name="Name">The group, such as <c>Female</c>.</param>
/// <param name="Samples">Test samples of it, 1 or more.</param>
internal sealed record GroupResult(string Name, int Samples)
{
    /// <summary>Of fewer samples a group is shown, and decides nothing.</summary>
    public const int FewestSamples = 30;

    /// <summary>The teacher's accuracy, 0 to 1; null where the run did not test a teacher.</summary>
    public Estimate? Teacher { get; init; }

    /// <summary>The distilled student's accuracy, 0 to 1.</summary>
    public required Estimate Student { get; init; }

    /// <summary>The accuracy of the student that was trained alone, 0 to 1; null without one.</summary>
    public Estimate? Alone { get; init; }

    /// <summary>Student − teacher on the same samples, −1 to 1; null without a teacher.</summary>
    public Estimate? Change { get; init; }

    /// <summary>Whether there are enough samples to judge.</summary>
    public bool IsJudged => Samples >= FewestSamples;
}
