using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>y = arctan x, in radians from −π/2 to π/2.</summary>
internal sealed record Atan : ElementwiseUnary
{
    /// <inheritdoc/>
    protected override IReadOnlyList<Value?> Gradient(Node node, Value dy)
    {
        var x = node.Inputs[0]!;
        return [dy / ((x * x) + 1)]; // d arctan x/dx = 1/(1 + x²)
    }
}

public static partial class Operations
{
    /// <summary>y = arctan x, in radians from −π/2 to π/2.</summary>
    public static Value Atan(this Value x) => x.Graph.Add(new Atan(), x);
}
