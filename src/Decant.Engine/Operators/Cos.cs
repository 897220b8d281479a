using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>y = cos x, x in radians.</summary>
internal sealed record Cos : ElementwiseUnary
{
    /// <inheritdoc/>
    protected override IReadOnlyList<Value?> Gradient(Node node, Value dy)
    {
        var x = node.Inputs[0]!;
        return [-(dy * x.Sin())]; // d cos x/dx = −sin x
    }
}

public static partial class Operations
{
    /// <summary>y = cos x, x in radians.</summary>
    public static Value Cos(this Value x) => x.Graph.Add(new Cos(), x);
}
