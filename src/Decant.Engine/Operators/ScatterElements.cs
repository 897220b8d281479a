using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>
/// x with some elements changed: y[indices[i, j], j] meets updates[i, j] for axis 0. Inputs: x, indices (Int64) of the same rank, updates
/// shaped like the indices.
/// </summary>
/// <param name="Axis">The axis that the indices count along.</param>
/// <param name="Reduction">What happens where an update meets an element.</param>
internal sealed record ScatterElements(long Axis = 0, ScatterReduction Reduction = ScatterReduction.None) : Operator
{
    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<Value?> inputs)
    {
        var (x, indices, updates) = (inputs[0]!, inputs[1]!, inputs[2]!);
        x.Shape.Axis(Axis);
        return
            indices.Type == ElementType.Int64
            && indices.Shape.Rank == x.Shape.Rank
            && updates.Shape.Equals(indices.Shape)
            && updates.Type == x.Type
            ? Like(x)
            : throw Error(
                $"expected Int64 indices with as many axes as {x} and updates of their shape and x's type, received "
                    + $"{indices} and {updates}."
            );
    }

    /// <inheritdoc/>
    public override double Flops(IReadOnlyList<int[]?> inputs, IReadOnlyList<int[]> outputs) => Elements(inputs[1]);

    /// <inheritdoc/>
    protected override IReadOnlyList<Value?> Gradient(Node node, Value dy)
    {
        var indices = node.Inputs[1]!;
        return Reduction switch
        {
            // Every update and every element is in the sum.
            ScatterReduction.Add => [dy, null, dy.GatherElements(indices, Axis)],
            // What was overwritten has no say; of several updates of one element ONNX names no winner, so they must be distinct.
            ScatterReduction.None =>
            [
                dy.ScatterElements(indices, dy.Constant(0).BroadcastTo(indices.Shape), Axis),
                null,
                dy.GatherElements(indices, Axis),
            ],
            _ => throw Error($"no gradient rule is written for the reduction {Reduction}, and '{node.Outputs[0].Name}' needs one."),
        };
    }
}

public static partial class Operations
{
    /// <summary>A value with some elements changed along an axis.</summary>
    public static Value ScatterElements(
        this Value x,
        Value indices,
        Value updates,
        long axis,
        ScatterReduction reduction = ScatterReduction.None
    ) => x.Graph.Add(new ScatterElements(axis, reduction), x, indices, updates);
}
