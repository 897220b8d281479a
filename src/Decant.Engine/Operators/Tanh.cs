using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>y = tanh x.</summary>
internal sealed record Tanh : ElementwiseUnary
{
    /// <inheritdoc/>
    protected override IReadOnlyList<Value?> Gradient(Node node, Value dy)
    {
        var y = node.Outputs[0];
        return [dy * (1 - (y * y))]; // d tanh x/dx = 1 − y²
    }
}

public static partial class Operations
{
    /// <summary>y = tanh x.</summary>
    public static Value Tanh(this Value x) => x.Graph.Add(new Tanh(), x);
}
