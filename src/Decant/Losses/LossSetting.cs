using Decant.Engine.Graphs;
using Decant.Tasks;

namespace Decant.Losses;

/// <summary>
/// What a loss is going to teach, as far as it is known before a training: what a loss needs of task and batch is judged by it.
/// </summary>
/// <param name="Task">What the answers mean.</param>
/// <param name="Answers">Numbers that the student answers with per sample: classes, labels, or predicted numbers.</param>
/// <param name="Batch">N, the samples of a step.</param>
internal sealed record LossSetting(LearningTask Task, int Answers, int Batch)
{
    /// <summary>Shapes of the values inside the student that the loss names, in its order; empty where it names none.</summary>
    public IReadOnlyList<Shape> Student { get; init; } = [];

    /// <summary>Shapes of the values inside the teacher.</summary>
    public IReadOnlyList<Shape> Teacher { get; init; } = [];
}
