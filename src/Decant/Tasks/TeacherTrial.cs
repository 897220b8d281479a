using Decant.Data;
using Decant.Runs;

namespace Decant.Tasks;

/// <summary>A teacher's answers to validation samples.</summary>
/// <param name="Answers">A row for each of the first samples.</param>
/// <param name="Samples">The validation samples.</param>
/// <param name="Goal">What it was to answer.</param>
/// <param name="Result">Its metrics on all of them, when they are asked for.</param>
internal sealed record TeacherTrial(IReadOnlyList<float[]> Answers, Dataset Samples, LearningGoal Goal, Func<EvaluationResult> Result)
{
    /// <summary>Whether the order of its classes is not known.</summary>
    public bool IsOrderOpen { get; init; }
}
