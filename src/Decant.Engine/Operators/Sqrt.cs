using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>y = √x; NaN below 0. The derivative at 0 is infinite, as IEEE division gives it.</summary>
internal sealed record Sqrt : ElementwiseUnary
{
    /// <inheritdoc/>
    protected override IReadOnlyList<Value?> Gradient(Node node, Value dy)
    {
        var y = node.Outputs[0];
        return [dy / (y * 2)]; // d√x/dx = 1/(2y)
    }
}

public static partial class Operations
{
    /// <summary>y = √x; NaN below 0. The derivative at 0 is infinite, as IEEE division gives it.</summary>
    public static Value Sqrt(this Value x) => x.Graph.Add(new Sqrt(), x);
}
