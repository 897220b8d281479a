using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>Puts in axes of size 1.</summary>
/// <param name="Axes">Places of the new axes in the result; negative ones count from its end.</param>
internal sealed record Unsqueeze(IReadOnlyList<long> Axes) : Operator
{
    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<Value?> inputs)
    {
        var x = inputs[0]!;
        var rank = x.Shape.Rank + Axes.Count;
        var axes = Axes.Select(axis => axis < 0 ? axis + rank : axis).ToHashSet();
        if (axes.Count != Axes.Count || axes.Any(axis => axis < 0 || axis >= rank))
        {
            throw Error($"expected distinct axes between {-rank} and {rank - 1}, received [{string.Join(", ", Axes)}].");
        }

        var old = new Queue<Dimension>(x.Shape);
        return [new(x.Type, new Shape(Enumerable.Range(0, rank).Select(axis => axes.Contains(axis) ? 1 : old.Dequeue()).ToArray()))];
    }

    /// <inheritdoc/>
    public override double Flops(IReadOnlyList<int[]?> inputs, IReadOnlyList<int[]> outputs) => 0;

    /// <inheritdoc/>
    protected override IReadOnlyList<Value?> Gradient(Node node, Value dy) => [dy.Reshape(node.Inputs[0]!.Shape)]; // moves, computes nothing
}

public static partial class Operations
{
    /// <summary>Puts in axes of size 1.</summary>
    public static Value Unsqueeze(this Value x, params long[] axes) => x.Graph.Add(new Unsqueeze(axes), x);
}
