using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>dx = dy·(x/3 + ½) between −3 and 3, dy above, 0 below. Inputs: dy, and the input x of <see cref="HardSwish"/>.</summary>
internal sealed record HardSwishGradient : ElementwiseBinary
{
    /// <inheritdoc/>
    public override string Domain => DecantDomain;

    /// <inheritdoc/>
    public override double Flops(IReadOnlyList<int[]?> inputs, IReadOnlyList<int[]> outputs) => 4 * Elements(outputs[0]);

    /// <inheritdoc/>
    protected override IReadOnlyList<Value?> Gradient(Node node, Value dy)
    {
        // Linear in its dy; the slope itself has the slope 1/3 between −3 and 3.
        var (inner, x) = (node.Inputs[0]!, node.Inputs[1]!);
        return [node.Graph.Add(this, dy, x), node.Graph.Add(new ClipGradient(-3, 3), dy * inner / 3, x)];
    }
}
