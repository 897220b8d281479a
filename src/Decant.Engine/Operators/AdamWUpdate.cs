using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>
/// g ← scale·g; m ← β₁·m + (1 − β₁)·g; s ← β₂·s + (1 − β₂)·g²; w ← w − rate·(m/(1 − β₁ᵗ)/(√(s/(1 − β₂ᵗ)) + ε) + decay·w), t being the
/// update's number.
/// Loshchilov and Hutter 2017, arXiv:1711.05101.
/// </summary>
/// <param name="GradientMemory">Share of the running mean of gradients that is kept, β₁, 0 to below 1.</param>
/// <param name="SquareMemory">Share of the running mean of squared gradients that is kept, β₂, 0 to below 1.</param>
/// <param name="Epsilon">Added to the divisor, above 0.</param>
/// <param name="WeightDecay">Pull of the weights towards 0, 0 or more.</param>
internal sealed record AdamWUpdate(double GradientMemory, double SquareMemory, double Epsilon, double WeightDecay)
    : OptimizerUpdate(WeightDecay)
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Moments => ["mean", "square"];

    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<Value?> inputs) =>
        inputs.Count > StepInput && inputs[StepInput] is null
            ? throw Error("expected the update's number, received none: the correction of its means depends on it.")
            : base.Infer(inputs);

    /// <inheritdoc/>
    public override double Flops(IReadOnlyList<int[]?> inputs, IReadOnlyList<int[]> outputs) => 14 * Elements(outputs[0]);
}
