using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>y = ln(1 + eˣ), computed without overflow.</summary>
internal sealed record Softplus : ElementwiseUnary
{
    /// <inheritdoc/>
    protected override IReadOnlyList<Value?> Gradient(Node node, Value dy)
    {
        var x = node.Inputs[0]!;
        return [dy * x.Sigmoid()]; // d softplus/dx = σ(x)
    }
}

public static partial class Operations
{
    /// <summary>y = ln(1 + eˣ), computed without overflow.</summary>
    public static Value Softplus(this Value x) => x.Graph.Add(new Softplus(), x);
}
