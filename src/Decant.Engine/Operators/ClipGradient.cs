using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>dx = dy where Minimum ≤ x ≤ Maximum, 0 elsewhere. Inputs: dy, and the input x of <see cref="Clip"/>.</summary>
/// <param name="Minimum">The lower bound; −∞ for none.</param>
/// <param name="Maximum">The upper bound; ∞ for none.</param>
internal sealed record ClipGradient(double Minimum, double Maximum) : ElementwiseBinary
{
    /// <inheritdoc/>
    public override string Domain => DecantDomain;

    /// <inheritdoc/>
    protected override IReadOnlyList<Value?> Gradient(Node node, Value dy) => [node.Graph.Add(this, dy, node.Inputs[1]), null];
}
