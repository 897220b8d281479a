using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>Repeats a value along the axes in which it has 1 or nothing (ONNX's Expand to a shape known when the graph is made).</summary>
/// <param name="Target">The larger shape.</param>
/// <param name="Average">Whether each element is divided by the number of its copies.</param>
internal sealed record BroadcastTo(Shape Target, bool Average = false) : Operator
{
    /// <inheritdoc/>
    public override ImageOrder Order(Node node) => ImageOrder.Any;

    /// <inheritdoc/>
    public override string Domain => DecantDomain;

    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<Value?> inputs) =>
        Shape.Broadcast(inputs[0]!.Shape, Target).Equals(Target)
            ? [new(inputs[0]!.Type, Target)]
            : throw Error($"the value {inputs[0]} cannot be repeated to shape {Target}.");

    /// <inheritdoc/>
    protected override IReadOnlyList<Value?> Gradient(Node node, Value dy)
    {
        // Every copy sends its share back: dx = Σ dy, or the mean of the copies.
        var sum = dy.SumTo(node.Inputs[0]!.Shape);
        return [Average ? sum / dy.Ones().SumTo(node.Inputs[0]!.Shape) : sum];
    }
}

public static partial class Operations
{
    /// <summary>Repeats a value along the axes in which it has 1 or nothing.</summary>
    /// <param name="x">A value whose shape broadcasts to the target.</param>
    /// <param name="target">The larger shape.</param>
    /// <param name="average">Whether each element is divided by the number of its copies.</param>
    public static Value BroadcastTo(this Value x, Shape target, bool average = false) =>
        x.Shape.Equals(target) && !average ? x : x.Graph.Add(new BroadcastTo(target, average), x);

    /// <summary>Ones in the shape of a value.</summary>
    internal static Value Ones(this Value like) => like.Constant(1).BroadcastTo(like.Shape);
}
