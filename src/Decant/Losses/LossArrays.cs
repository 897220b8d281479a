using Decant.Engine.Graphs;

namespace Decant.Losses;

/// <summary>The numbers that a loss is computed on. Of any type; they are computed with as float64.</summary>
/// <param name="Student">
/// The student's logits [N, C]; or, for a loss on values inside networks, those values, in the order in which the loss names them.
/// </param>
public sealed record LossArrays(params IReadOnlyList<Tensor> Student)
{
    /// <summary>The teacher's, likewise; empty where the loss reads none.</summary>
    public IReadOnlyList<Tensor> Teacher { get; init; } = [];

    /// <summary>
    /// What is known of each sample: whole numbers [N], from 0 to C − 1, or −1 where a sample has no label; for a loss on predicted numbers, the true
    /// ones [N, D]. Null for nothing.
    /// </summary>
    public Tensor? Labels { get; init; }
}
