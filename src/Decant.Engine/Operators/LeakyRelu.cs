using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>y = x where x ≥ 0, Alpha·x below.</summary>
/// <param name="Alpha">The slope or level below 0.</param>
internal sealed record LeakyRelu(double Alpha = 0.01) : ElementwiseUnary
{
    /// <inheritdoc/>
    protected override IReadOnlyList<Value?> Gradient(Node node, Value dy)
    {
        var x = node.Inputs[0]!;
        return [x.Select(dy, dy * Alpha)]; // 1 where x > 0, Alpha elsewhere
    }
}

public static partial class Operations
{
    /// <summary>y = x where x ≥ 0, Alpha·x below.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="alpha">The slope or level below 0.</param>
    public static Value LeakyRelu(this Value x, double alpha = 0.01) => x.Graph.Add(new LeakyRelu(alpha), x);
}
