using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>y = eˣ.</summary>
internal sealed record Exp : ElementwiseUnary
{
    /// <inheritdoc/>
    protected override IReadOnlyList<Value?> Gradient(Node node, Value dy)
    {
        var y = node.Outputs[0];
        return [dy * y]; // deˣ/dx = y
    }
}

public static partial class Operations
{
    /// <summary>y = eˣ.</summary>
    public static Value Exp(this Value x) => x.Graph.Add(new Exp(), x);
}
