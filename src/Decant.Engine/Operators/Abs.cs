using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>y = |x|.</summary>
internal sealed record Abs : ElementwiseUnary
{
    /// <inheritdoc/>
    protected override IReadOnlyList<Value?> Gradient(Node node, Value dy)
    {
        var x = node.Inputs[0]!;
        return [dy * x.Sign()]; // d|x|/dx = sign x, 0 at the kink
    }
}

public static partial class Operations
{
    /// <summary>y = |x|.</summary>
    public static Value Abs(this Value x) => x.Graph.Add(new Abs(), x);
}
