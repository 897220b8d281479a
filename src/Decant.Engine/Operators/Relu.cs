using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>y = max(x, 0).</summary>
internal sealed record Relu : ElementwiseUnary
{
    /// <inheritdoc/>
    protected override IReadOnlyList<Value?> Gradient(Node node, Value dy)
    {
        var y = node.Outputs[0];
        return [y.Graph.Add(new ReluGradient(), dy, y)]; // 1 where y > 0, else 0: the derivative at the kink is 0
    }
}

public static partial class Operations
{
    /// <summary>y = max(x, 0).</summary>
    public static Value Relu(this Value x) => x.Graph.Add(new Relu(), x);
}
