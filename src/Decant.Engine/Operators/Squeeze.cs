using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>Takes out axes of size 1.</summary>
/// <param name="Axes">The axes; null means all of size 1.</param>
internal sealed record Squeeze(IReadOnlyList<long>? Axes = null) : Operator
{
    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<Value?> inputs)
    {
        var x = inputs[0]!;
        var axes = Axes?.Select(x.Shape.Axis).ToArray() ?? [.. Enumerable.Range(0, x.Shape.Rank).Where(axis => x.Shape[axis] == 1)];
        return axes.All(axis => x.Shape[axis] == 1)
            ? [new(x.Type, new Shape(x.Shape.Where((_, axis) => !axes.Contains(axis))))]
            : throw Error($"only axes of size 1 can be taken out, received axes [{string.Join(", ", axes)}] of {x}.");
    }

    /// <inheritdoc/>
    public override double Flops(IReadOnlyList<int[]?> inputs, IReadOnlyList<int[]> outputs) => 0;

    /// <inheritdoc/>
    protected override IReadOnlyList<Value?> Gradient(Node node, Value dy) => [dy.Reshape(node.Inputs[0]!.Shape)]; // moves, computes nothing
}
