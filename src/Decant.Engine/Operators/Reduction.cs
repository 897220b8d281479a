using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>An operator that joins all elements along some axes into one.</summary>
/// <param name="Axes">The axes that vanish; negative ones count from the end; null or none means all.</param>
/// <param name="KeepDimensions">Whether they stay as axes of size 1.</param>
internal abstract record Reduction(IReadOnlyList<long>? Axes, bool KeepDimensions) : Operator
{
    /// <summary>The axes counted from the front, in order.</summary>
    public int[] AxesOf(int rank) =>
        Axes is null or { Count: 0 }
            ? [.. Enumerable.Range(0, rank)]
            : [.. Axes.Select(axis => (int)(axis < 0 ? axis + rank : axis)).Order()];

    /// <summary>Whether an axis, counted from the front, vanishes.</summary>
    internal bool Joins(int axis, int rank)
    {
        for (var i = 0; i < Axes?.Count; i++)
        {
            if (Axes[i] == axis || Axes[i] + rank == axis)
            {
                return true;
            }
        }

        return Axes is null or { Count: 0 };
    }

    /// <inheritdoc/>
    public override ImageOrder Order(Node node)
    {
        // What is left of N, C, H, W must be in the same order as in N, H, W, C.
        var axes = AxesOf(node.Inputs[0]!.Shape.Rank);
        return KeepDimensions || (axes.Contains(2) && axes.Contains(3)) ? ImageOrder.Any : ImageOrder.Standard;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<Value?> inputs)
    {
        var x = inputs[0]!;
        foreach (var axis in Axes ?? [])
        {
            x.Shape.Axis(axis);
        }

        var kept = Kept(x.Shape);
        var axes = AxesOf(x.Shape.Rank);
        return [new(x.Type, KeepDimensions ? kept : new Shape(kept.Where((_, axis) => !axes.Contains(axis))))];
    }

    /// <inheritdoc/>
    public override double Flops(IReadOnlyList<int[]?> inputs, IReadOnlyList<int[]> outputs) => Elements(inputs[0]);

    /// <summary>The shape with the joined axes as 1, ready to be broadcast against the input.</summary>
    protected Shape Kept(Shape shape)
    {
        var axes = AxesOf(shape.Rank);
        return new Shape(shape.Select((size, axis) => axes.Contains(axis) ? 1 : size));
    }
}
