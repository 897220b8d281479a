using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>dx = dy − eʸ·Σ dy along an axis. Inputs: dy, and the output y of <see cref="LogSoftmax"/>.</summary>
/// <param name="Axis">The axis of the softmax.</param>
internal sealed record LogSoftmaxGradient(long Axis) : Operator
{
    /// <inheritdoc/>
    public override string Domain => DecantDomain;

    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<Value?> inputs) => Like(inputs[0]);

    /// <inheritdoc/>
    public override double Flops(IReadOnlyList<int[]?> inputs, IReadOnlyList<int[]> outputs) => 4 * Elements(outputs[0]);
}
