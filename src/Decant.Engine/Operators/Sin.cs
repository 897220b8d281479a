using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>y = sin x, x in radians.</summary>
internal sealed record Sin : ElementwiseUnary
{
    /// <inheritdoc/>
    protected override IReadOnlyList<Value?> Gradient(Node node, Value dy)
    {
        var x = node.Inputs[0]!;
        return [dy * x.Cos()]; // d sin x/dx = cos x
    }
}

public static partial class Operations
{
    /// <summary>y = sin x, x in radians.</summary>
    public static Value Sin(this Value x) => x.Graph.Add(new Sin(), x);
}
