using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>Whether one or both are true. Shapes are broadcast.</summary>
internal sealed record Or : ElementwiseBinary
{
    /// <inheritdoc/>
    public override bool IsDifferentiable => false;

    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<Value?> inputs) =>
        base.Infer(inputs) is [var y] && y.Type == ElementType.Bool
            ? [y]
            : throw Error($"expected truth values, received {inputs[0]} and {inputs[1]}. Cast them first.");
}

public static partial class Operations
{
    /// <summary>Whether one or both are true. Shapes are broadcast.</summary>
    public static Value Or(this Value a, Value b) => a.Graph.Add(new Or(), a, b);
}
