using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>The largest element along axes.</summary>
/// <param name="Axes">The axes that vanish; null or none means all.</param>
/// <param name="KeepDimensions">Whether they stay as axes of size 1.</param>
internal sealed record ReduceMax(IReadOnlyList<long>? Axes = null, bool KeepDimensions = true) : Reduction(Axes, KeepDimensions)
{
    /// <inheritdoc/>
    protected override IReadOnlyList<Value?> Gradient(Node node, Value dy)
    {
        // dy is shared evenly by the elements that reach the extreme.
        var x = node.Inputs[0]!;
        var kept = Kept(x.Shape);
        var reached = x.IsEqualTo(node.Outputs[0].Reshape(kept)).Cast(x.Type);
        return [reached * (dy.Reshape(kept) / reached.ReduceSum(Axes, keepDimensions: true))];
    }
}

public static partial class Operations
{
    /// <summary>The largest element along axes.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="axes">The axes that vanish; null means all.</param>
    /// <param name="keepDimensions">Whether they stay as axes of size 1.</param>
    public static Value ReduceMax(this Value x, IReadOnlyList<long>? axes = null, bool keepDimensions = false) =>
        x.Graph.Add(new ReduceMax(axes, keepDimensions), x);
}
