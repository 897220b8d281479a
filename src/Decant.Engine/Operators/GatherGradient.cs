using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>Adds each slice of dy to the place that <see cref="Gather"/> picked it from. Inputs: dy, indices.</summary>
/// <param name="Axis">The axis along which was picked.</param>
/// <param name="Target">The shape of x.</param>
internal sealed record GatherGradient(long Axis, Shape Target) : Operator
{
    /// <inheritdoc/>
    public override string Domain => DecantDomain;

    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<Value?> inputs) => [new(inputs[0]!.Type, Target)];

    /// <inheritdoc/>
    public override double Flops(IReadOnlyList<int[]?> inputs, IReadOnlyList<int[]> outputs) => Elements(inputs[0]);

    /// <inheritdoc/>
    protected override IReadOnlyList<Value?> Gradient(Node node, Value dy) => [dy.Gather(node.Inputs[1]!, Axis), null]; // linear: the transpose of the transpose
}
