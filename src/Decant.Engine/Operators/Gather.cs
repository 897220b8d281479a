using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>
/// Slices of x picked by index along an axis. Inputs: x, and indices (Int64; negative ones count from the end). Output: x's axes before,
/// the indices' axes, x's axes after.
/// </summary>
/// <param name="Axis">The axis along which to pick.</param>
internal sealed record Gather(long Axis = 0) : Operator
{
    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<Value?> inputs)
    {
        var (x, indices) = (inputs[0]!, inputs[1]!);
        var axis = x.Shape.Axis(Axis);
        return indices.Type == ElementType.Int64
            ? [new(x.Type, new Shape([.. x.Shape.Take(axis), .. indices.Shape, .. x.Shape.Skip(axis + 1)]))]
            : throw Error($"expected Int64 indices, received {indices}.");
    }

    /// <inheritdoc/>
    public override double Flops(IReadOnlyList<int[]?> inputs, IReadOnlyList<int[]> outputs) => 0;

    /// <inheritdoc/>
    protected override IReadOnlyList<Value?> Gradient(Node node, Value dy) =>
        [node.Graph.Add(new GatherGradient(Axis, node.Inputs[0]!.Shape), dy, node.Inputs[1]), null]; // dy is added where it was picked
}

public static partial class Operations
{
    /// <summary>Slices picked by index along an axis.</summary>
    public static Value Gather(this Value x, Value indices, long axis = 0) => x.Graph.Add(new Gather(axis), x, indices);
}
