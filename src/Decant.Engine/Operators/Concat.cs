using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>Values one after the other along an axis.</summary>
/// <param name="Axis">The axis along which they are joined; negative ones count from the end.</param>
internal sealed record Concat(long Axis) : Operator
{
    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<Value?> inputs)
    {
        var first = inputs[0]!;
        var axis = first.Shape.Axis(Axis);
        foreach (var next in inputs)
        {
            if (
                next!.Type != first.Type
                || next.Shape.Rank != first.Shape.Rank
                || !next.Shape.With(axis, 1).Equals(first.Shape.With(axis, 1))
            )
            {
                throw Error($"all inputs must be alike except along axis {axis}, received {first} and {next}.");
            }
        }

        if (inputs.Count > 1 && inputs.Any(input => !input!.Shape[axis].IsStatic))
        {
            throw Error($"sizes along axis {axis} must be known, received {string.Join(", ", inputs)}.");
        }

        return [new(first.Type, inputs.Count == 1 ? first.Shape : first.Shape.With(axis, inputs.Sum(input => input!.Shape[axis].Size)))];
    }

    /// <inheritdoc/>
    public override double Flops(IReadOnlyList<int[]?> inputs, IReadOnlyList<int[]> outputs) => 0;

    /// <inheritdoc/>
    protected override IReadOnlyList<Value?> Gradient(Node node, Value dy)
    {
        if (node.Inputs.Count == 1)
        {
            return [dy];
        }

        // Each input gets its own stretch of dy.
        var axis = dy.Shape.Axis(Axis);
        long start = 0;
        return [.. node.Inputs.Select(input => dy.Slice(axis, start, start += input!.Shape[axis].Size))];
    }
}

public static partial class Operations
{
    /// <summary>Values one after the other along an axis.</summary>
    public static Value Concat(this IReadOnlyList<Value> values, long axis) => values[0].Graph.Add(new Concat(axis), [.. values]);
}
