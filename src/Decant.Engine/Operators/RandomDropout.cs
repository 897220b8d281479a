using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>
/// y = x/(1 − Ratio) for the elements that stay, 0 for those that are dropped. Inputs: x, and the step's number (Int64 scalar), which with
/// the key and the element's index decides who stays; the gradient applies the same mask to dy. Srivastava et al., JMLR 15, 2014.
/// </summary>
/// <param name="Ratio">The share of elements that are dropped, 0 to below 1.</param>
/// <param name="Key">Key of the random stream.</param>
internal sealed record RandomDropout(double Ratio, ulong Key) : Operator
{
    /// <inheritdoc/>
    public override string Domain => DecantDomain;

    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<Value?> inputs) => Like(inputs[0]);

    /// <inheritdoc/>
    protected override IReadOnlyList<Value?> Gradient(Node node, Value dy) => [node.Graph.Add(this, dy, node.Inputs[1]), null]; // the same mask and scale
}
