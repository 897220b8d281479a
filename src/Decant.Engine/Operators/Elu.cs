using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>y = x where x > 0, Alpha·(eˣ − 1) below. Clevert et al. 2015, arXiv:1511.07289.</summary>
/// <param name="Alpha">The slope or level below 0.</param>
internal sealed record Elu(double Alpha = 1) : ElementwiseUnary
{
    /// <inheritdoc/>
    protected override IReadOnlyList<Value?> Gradient(Node node, Value dy)
    {
        var (x, y) = (node.Inputs[0]!, node.Outputs[0]);
        return [x.Select(dy, dy * (y + Alpha))]; // 1 where x > 0, else y + Alpha
    }
}

public static partial class Operations
{
    /// <summary>y = x where x > 0, Alpha·(eˣ − 1) below. Clevert et al. 2015, arXiv:1511.07289.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="alpha">The slope or level below 0.</param>
    public static Value Elu(this Value x, double alpha = 1) => x.Graph.Add(new Elu(alpha), x);
}
