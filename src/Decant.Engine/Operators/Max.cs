using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>The larger of two numbers. Shapes are broadcast.</summary>
internal sealed record Max : ElementwiseBinary
{
    /// <inheritdoc/>
    protected override IReadOnlyList<Value?> Gradient(Node node, Value dy)
    {
        // All of dy goes to the one that was taken; a tie goes to the first.
        var (a, b) = (node.Inputs[0]!, node.Inputs[1]!);
        var second = a.IsLessThan(b);
        var zero = dy.Constant(0);
        return [second.Where(zero, dy).SumTo(a.Shape), second.Where(dy, zero).SumTo(b.Shape)];
    }
}

public static partial class Operations
{
    /// <summary>The larger of two numbers. Shapes are broadcast.</summary>
    public static Value Max(this Value a, Value b) => a.Graph.Add(new Max(), a, b);
}
