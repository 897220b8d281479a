using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>a ∨ b, bit by bit. Shapes are broadcast.</summary>
internal sealed record BitwiseOr : ElementwiseBinary
{
    /// <inheritdoc/>
    public override bool IsDifferentiable => false;

    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<Value?> inputs) =>
        base.Infer(inputs) is [var y] && y.Type.IsInteger()
            ? [y]
            : throw Error($"expected whole numbers, received {inputs[0]} and {inputs[1]}. Cast them first.");
}

public static partial class Operations
{
    /// <summary>a ∨ b, bit by bit. Shapes are broadcast.</summary>
    public static Value BitwiseOr(this Value a, Value b) => a.Graph.Add(new BitwiseOr(), a, b);
}
