using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>dx = dy where y &gt; 0, else 0. Inputs: dy, and the output y of <see cref="Relu"/>.</summary>
internal sealed record ReluGradient : ElementwiseBinary
{
    /// <inheritdoc/>
    public override string Domain => DecantDomain;

    /// <inheritdoc/>
    protected override IReadOnlyList<Value?> Gradient(Node node, Value dy) => [node.Graph.Add(this, dy, node.Inputs[1]), null]; // linear in dy
}
