using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>The sizes of a value when the graph runs (ONNX's Shape): Int64, one for each axis.</summary>
internal sealed record ShapeOf : Operator
{
    /// <inheritdoc/>
    public override bool IsDifferentiable => false;

    /// <inheritdoc/>
    public override ImageOrder Order(Node node) => ImageOrder.Any;

    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<Value?> inputs) =>
        [new(ElementType.Int64, new Shape(inputs[0]!.Shape.Rank))];

    /// <inheritdoc/>
    public override double Flops(IReadOnlyList<int[]?> inputs, IReadOnlyList<int[]> outputs) => 0;
}

public static partial class Operations
{
    /// <summary>The sizes of a value when the graph runs: Int64, one for each axis.</summary>
    public static Value ShapeOf(this Value x) => x.Graph.Add(new ShapeOf(), x);
}
