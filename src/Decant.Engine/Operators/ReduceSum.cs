using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>The sum along axes.</summary>
/// <param name="Axes">The axes that vanish; null or none means all.</param>
/// <param name="KeepDimensions">Whether they stay as axes of size 1.</param>
internal sealed record ReduceSum(IReadOnlyList<long>? Axes = null, bool KeepDimensions = true) : Reduction(Axes, KeepDimensions)
{
    /// <inheritdoc/>
    protected override IReadOnlyList<Value?> Gradient(Node node, Value dy)
    {
        var x = node.Inputs[0]!;
        return [dy.Reshape(Kept(x.Shape)).BroadcastTo(x.Shape)]; // every summand gets dy
    }
}

public static partial class Operations
{
    /// <summary>The sum along axes.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="axes">The axes that vanish; null means all.</param>
    /// <param name="keepDimensions">Whether they stay as axes of size 1.</param>
    public static Value ReduceSum(this Value x, IReadOnlyList<long>? axes = null, bool keepDimensions = false) =>
        x.Graph.Add(new ReduceSum(axes, keepDimensions), x);
}
