using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>y = 1/x.</summary>
internal sealed record Reciprocal : ElementwiseUnary
{
    /// <inheritdoc/>
    protected override IReadOnlyList<Value?> Gradient(Node node, Value dy)
    {
        var y = node.Outputs[0];
        return [-dy * y * y]; // d(1/x)/dx = −y²
    }
}

public static partial class Operations
{
    /// <summary>y = 1/x.</summary>
    public static Value Reciprocal(this Value x) => x.Graph.Add(new Reciprocal(), x);
}
