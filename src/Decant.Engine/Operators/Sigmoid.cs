using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>y = 1/(1 + e⁻ˣ), computed without overflow.</summary>
internal sealed record Sigmoid : ElementwiseUnary
{
    /// <inheritdoc/>
    protected override IReadOnlyList<Value?> Gradient(Node node, Value dy)
    {
        var y = node.Outputs[0];
        return [dy * y * (1 - y)]; // dσ/dx = y·(1 − y)
    }
}

public static partial class Operations
{
    /// <summary>y = 1/(1 + e⁻ˣ), computed without overflow.</summary>
    public static Value Sigmoid(this Value x) => x.Graph.Add(new Sigmoid(), x);
}
