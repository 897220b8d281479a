using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>
/// One element of x for every index: y[i, j] = x[i, indices[i, j]] for axis 1. Inputs: x, and indices (Int64) of the same rank.
/// </summary>
/// <param name="Axis">The axis along which to pick.</param>
internal sealed record GatherElements(long Axis = 0) : Operator
{
    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<Value?> inputs)
    {
        var (x, indices) = (inputs[0]!, inputs[1]!);
        x.Shape.Axis(Axis);
        return indices.Type == ElementType.Int64 && indices.Shape.Rank == x.Shape.Rank
            ? [new(x.Type, indices.Shape)]
            : throw Error($"expected Int64 indices with as many axes as {x}, received {indices}.");
    }

    /// <inheritdoc/>
    public override double Flops(IReadOnlyList<int[]?> inputs, IReadOnlyList<int[]> outputs) => 0;

    /// <inheritdoc/>
    protected override IReadOnlyList<Value?> Gradient(Node node, Value dy) =>
        [node.Graph.Add(new GatherElementsGradient(Axis, node.Inputs[0]!.Shape), dy, node.Inputs[1]), null]; // dy is added where it was picked
}

public static partial class Operations
{
    /// <summary>One element of x for every index along an axis.</summary>
    public static Value GatherElements(this Value x, Value indices, long axis) => x.Graph.Add(new GatherElements(axis), x, indices);
}
