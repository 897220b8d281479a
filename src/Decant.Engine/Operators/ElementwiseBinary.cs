using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>An operator that joins two values element by element; shapes are broadcast as in ONNX.</summary>
internal abstract record ElementwiseBinary : Operator
{
    /// <inheritdoc/>
    public override ImageOrder Order(Node node) => ImageOrder.Any;

    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<Value?> inputs)
    {
        var (left, right) = (inputs[0]!, inputs[1]!);
        return left.Type == right.Type
            ? [new(left.Type, Broadcast(left, right))]
            : throw Error($"both operands must have one element type, received {left} and {right}. Cast one of them.");
    }
}
