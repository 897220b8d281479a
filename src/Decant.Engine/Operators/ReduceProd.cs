using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>The product along axes.</summary>
/// <param name="Axes">The axes that vanish; null or none means all.</param>
/// <param name="KeepDimensions">Whether they stay as axes of size 1.</param>
internal sealed record ReduceProd(IReadOnlyList<long>? Axes = null, bool KeepDimensions = true) : Reduction(Axes, KeepDimensions)
{
    /// <inheritdoc/>
    protected override IReadOnlyList<Value?> Gradient(Node node, Value dy)
    {
        // dy/dx is the product of all others: without zeros y / x; with one zero that factor alone has a derivative.
        // Trap: with zeros this rule's own derivative is not the second one, because questions have none.
        var x = node.Inputs[0]!;
        var (one, zero) = (x.Constant(1), x.Constant(0));
        var isZero = x.IsEqualTo(zero);
        var zeros = isZero.Cast(x.Type).ReduceSum(Axes, keepDimensions: true);
        var nonZero = isZero.Where(one, x);
        var product = nonZero.ReduceProd(Axes, keepDimensions: true);
        var others = isZero.Where(zeros.IsEqualTo(one).Where(product, zero), zeros.IsEqualTo(zero).Where(product / nonZero, zero));
        return [others * dy.Reshape(Kept(x.Shape))];
    }
}

public static partial class Operations
{
    /// <summary>The product along axes.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="axes">The axes that vanish; null means all.</param>
    /// <param name="keepDimensions">Whether they stay as axes of size 1.</param>
    public static Value ReduceProd(this Value x, IReadOnlyList<long>? axes = null, bool keepDimensions = false) =>
        x.Graph.Add(new ReduceProd(axes, keepDimensions), x);
}
