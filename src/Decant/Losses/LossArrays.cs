using Decant.Engine.Graphs;
using Decant.Tasks;

namespace Decant.Losses;

/// <summary>The numbers that a loss is computed on. Of any type; they are computed with as float64.</summary>
/// <param name="Student">
/// The student's logits [N, C]; or, for a loss on values inside networks, those values, in the order in which the loss names them.
/// </param>
internal sealed record LossArrays(params IReadOnlyList<Tensor> Student)
{
    /// <summary>The teacher's, likewise; empty where the loss reads none.</summary>
    public IReadOnlyList<Tensor> Teacher { get; init; } = [];

    /// <summary>
    /// What is known of each sample: whole numbers [N], from 0 to C − 1, or −1 where a sample has no label; for a loss on labels of which
    /// several can be true, 0 or 1, or on predicted numbers, the true ones, both [N, D] with NaN where no one knows. Null for nothing.
    /// </summary>
    public Tensor? Labels { get; init; }

    /// <summary>
    /// What the student's answers mean; null for the first task that the loss is for, which is classification where it is for all.
    /// </summary>
    public LearningTask? Task { get; init; }
}
