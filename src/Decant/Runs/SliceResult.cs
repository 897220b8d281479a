namespace Decant.Runs;

/// <summary>How well the groups of a column are answered, and how far they are apart.</summary>
/// <param name="Column">The column, such as <c>sex</c>.</param>
/// <param name="Groups">The groups that the test part has.</param>
internal sealed record SliceResult(string Column, IReadOnlyList<GroupResult> Groups)
{
    /// <summary>The teacher's gap; null without a teacher, or with fewer than two groups that can be judged.</summary>
    public GroupGap? TeacherGap { get; init; }

    /// <summary>The distilled student's gap; null with fewer than two groups that can be judged.</summary>
    public GroupGap? StudentGap { get; init; }

    /// <summary>The student's gap − the teacher's; null where one of them is not known.</summary>
    public Estimate? GapChange { get; init; }

    /// <summary>Whether the student's groups are further apart than the teacher's, and chance does not explain it.</summary>
    public bool IsWidened => GapChange?.Low > 0;
}
