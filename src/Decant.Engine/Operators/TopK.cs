using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>
/// The largest (or smallest) elements along an axis, best first. Outputs: the elements, and their positions along the axis (Int64). Of
/// equal ones the lower position comes first; NaN counts as the largest.
/// </summary>
/// <param name="Count">How many, at most the axis's size.</param>
/// <param name="Axis">The axis along which is looked; negative ones count from the end.</param>
/// <param name="Largest">Whether the largest are wanted, else the smallest.</param>
internal sealed record TopK(int Count, long Axis = -1, bool Largest = true) : Operator
{
    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<Value?> inputs)
    {
        var x = inputs[0]!;
        var axis = x.Shape.Axis(Axis);
        return x.Shape[axis].IsStatic && Count >= 0 && Count <= x.Shape[axis].Size
            ? [new(x.Type, x.Shape.With(axis, Count)), new(ElementType.Int64, x.Shape.With(axis, Count))]
            : throw Error($"expected a count from 0 to the known size along axis {axis} of {x}, received {Count}.");
    }

    /// <inheritdoc/>
    public override double Flops(IReadOnlyList<int[]?> inputs, IReadOnlyList<int[]> outputs) => Elements(inputs[0]);

    /// <inheritdoc/>
    protected override IReadOnlyList<Value?> Gradient(Node node, Value dy) =>
        [node.Graph.Add(new GatherElementsGradient(Axis, node.Inputs[0]!.Shape), dy, node.Outputs[1])]; // dy goes to where it was picked
}

public static partial class Operations
{
    /// <summary>The largest elements along an axis, best first, and their positions (Int64).</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="count">How many, at most the axis's size.</param>
    /// <param name="axis">The axis along which is looked.</param>
    /// <param name="largest">Whether the largest are wanted, else the smallest.</param>
    public static (Value Values, Value Positions) TopK(this Value x, int count, long axis = -1, bool largest = true)
    {
        var node = x.Graph.AddNode(new TopK(count, axis, largest), [x]);
        return (node.Outputs[0], node.Outputs[1]);
    }
}
