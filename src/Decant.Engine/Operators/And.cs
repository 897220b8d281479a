using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>Whether both are true. Shapes are broadcast.</summary>
internal sealed record And : ElementwiseBinary
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
    /// <summary>Whether both are true. Shapes are broadcast.</summary>
    public static Value And(this Value a, Value b) => a.Graph.Add(new And(), a, b);
}
