using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>y = ln x; −∞ at 0, NaN below.</summary>
internal sealed record Log : ElementwiseUnary
{
    /// <inheritdoc/>
    protected override IReadOnlyList<Value?> Gradient(Node node, Value dy)
    {
        var x = node.Inputs[0]!;
        return [dy / x]; // d ln x/dx = 1/x
    }
}

public static partial class Operations
{
    /// <summary>y = ln x; −∞ at 0, NaN below.</summary>
    public static Value Log(this Value x) => x.Graph.Add(new Log(), x);
}
