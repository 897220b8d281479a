using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>The axes in another order: axis i of the result is axis Permutation[i] of the input.</summary>
/// <param name="Permutation">Every axis once; null turns the order round.</param>
internal sealed record Transpose(IReadOnlyList<long>? Permutation = null) : Operator
{
    /// <summary>The order of axes for a given rank.</summary>
    public int[] OrderOf(int rank) =>
        Permutation is null ? [.. Enumerable.Range(0, rank).Reverse()] : [.. Permutation.Select(axis => (int)axis)];

    /// <summary>The order of axes for as many axes as there is room for; allocates nothing.</summary>
    internal void OrderOf(Span<int> order)
    {
        for (var axis = 0; axis < order.Length; axis++)
        {
            order[axis] = Permutation is null ? order.Length - 1 - axis : (int)Permutation[axis];
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<Value?> inputs)
    {
        var x = inputs[0]!;
        var order = OrderOf(x.Shape.Rank);
        return order.Order().SequenceEqual(Enumerable.Range(0, x.Shape.Rank))
            ? [new(x.Type, new Shape(order.Select(axis => x.Shape[axis])))]
            : throw Error($"expected every axis of {x} once, received [{string.Join(", ", order)}].");
    }

    /// <inheritdoc/>
    public override double Flops(IReadOnlyList<int[]?> inputs, IReadOnlyList<int[]> outputs) => 0;

    /// <inheritdoc/>
    protected override IReadOnlyList<Value?> Gradient(Node node, Value dy)
    {
        // The inverse order of axes.
        var order = OrderOf(dy.Shape.Rank);
        return [dy.Transpose([.. Enumerable.Range(0, order.Length).Select(axis => (long)Array.IndexOf(order, axis))])];
    }
}

public static partial class Operations
{
    /// <summary>The axes in another order.</summary>
    public static Value Transpose(this Value x, params IReadOnlyList<long> permutation) => x.Graph.Add(new Transpose(permutation), x);

    /// <summary>The last two axes exchanged.</summary>
    public static Value Transposed(this Value x)
    {
        var order = Enumerable.Range(0, x.Shape.Rank).Select(axis => (long)axis).ToArray();
        (order[^1], order[^2]) = (order[^2], order[^1]);
        return x.Transpose(order);
    }
}
