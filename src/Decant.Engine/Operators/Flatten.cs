using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>A matrix: the axes before one are merged to rows, it and those after it to columns.</summary>
/// <param name="Axis">The first axis that belongs to the columns.</param>
internal sealed record Flatten(long Axis = 1) : Operator
{
    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<Value?> inputs)
    {
        var x = inputs[0]!;
        var axis = Axis == x.Shape.Rank ? x.Shape.Rank : x.Shape.Axis(Axis);
        return [new(x.Type, new Shape(new Shape(x.Shape.Take(axis)).Elements, new Shape(x.Shape.Skip(axis)).Elements))];
    }

    /// <inheritdoc/>
    public override double Flops(IReadOnlyList<int[]?> inputs, IReadOnlyList<int[]> outputs) => 0;

    /// <inheritdoc/>
    protected override IReadOnlyList<Value?> Gradient(Node node, Value dy) => [dy.Reshape(node.Inputs[0]!.Shape)]; // moves, computes nothing
}

public static partial class Operations
{
    /// <summary>A matrix: the axes before one are merged to rows, it and those after it to columns.</summary>
    public static Value Flatten(this Value x, long axis = 1) => x.Graph.Add(new Flatten(axis), x);
}
