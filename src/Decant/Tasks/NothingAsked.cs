using Decant.Engine.Graphs;

namespace Decant.Tasks;

/// <summary>
/// The search of a task that asks nothing: its networks from elsewhere have inputs named after the samples' fields and the task's outputs,
/// and are taken at their word.
/// </summary>
internal sealed class NothingAsked : AnswerSearch
{
    public static NothingAsked Instance { get; } = new();

    public override string Judge => "";

    public override bool HasNamesElsewhere => false;

    public override bool IsActivation(Operator candidate) => false;

    public override string? ChanceProblem(TeacherTrial trial) => null;
}
