using Decant.Engine.Graphs;
using Decant.Notices;

namespace Decant.Losses;

/// <summary>What a loss is on given arrays, before any weight.</summary>
/// <param name="Value">The loss.</param>
/// <param name="Unit">The value's unit.</param>
/// <param name="Gradients">Float64; the derivative by each of the student's arrays, of its shape.</param>
/// <param name="Loss">The loss with the options that it was computed with.</param>
internal sealed record LossEvaluation(double Value, string Unit, IReadOnlyList<Tensor> Gradients, DistillationLoss Loss)
{
    /// <summary>What the loss says about arrays of these sizes: that it cannot teach with them, for example.</summary>
    public IReadOnlyList<Notice> Notices { get; init; } = [];

    /// <summary>The derivative by the student's first array.</summary>
    public Tensor Gradient => Gradients[0];
}
