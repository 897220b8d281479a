using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>dy in the place that <see cref="Slice"/> took it from, zeros around it.</summary>
/// <param name="Slice">What was taken.</param>
/// <param name="Target">The shape it was taken from.</param>
internal sealed record SliceGradient(Slice Slice, Shape Target) : Operator
{
    /// <inheritdoc/>
    public override string Domain => DecantDomain;

    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<Value?> inputs) => [new(inputs[0]!.Type, Target)];

    /// <inheritdoc/>
    public override double Flops(IReadOnlyList<int[]?> inputs, IReadOnlyList<int[]> outputs) => 0;

    /// <inheritdoc/>
    protected override IReadOnlyList<Value?> Gradient(Node node, Value dy) => [node.Graph.Add(Slice, dy)]; // linear: the transpose of the transpose
}
