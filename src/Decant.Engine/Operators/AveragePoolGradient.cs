using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>Spreads dy [N, C, OH, OW] evenly over the elements of each window of x.</summary>
/// <param name="Window">The pool's window.</param>
/// <param name="CountIncludePad">Whether padding counted.</param>
/// <param name="Target">The shape of x.</param>
internal sealed record AveragePoolGradient(Window Window, bool CountIncludePad, Shape Target) : Operator
{
    /// <inheritdoc/>
    public override ImageOrder Order(Node node) => ImageOrder.Any;

    /// <inheritdoc/>
    public override string Domain => DecantDomain;

    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<Value?> inputs) => [new(inputs[0]!.Type, Target)];

    /// <inheritdoc/>
    protected override IReadOnlyList<Value?> Gradient(Node node, Value dy) =>
        [node.Graph.Add(new AveragePool(Window, CountIncludePad), dy)]; // linear: the transpose of the transpose
}
