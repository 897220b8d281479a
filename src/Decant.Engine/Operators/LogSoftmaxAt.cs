using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>
/// y[n, k] = ln softmax(x[n, ·])[i[n, k]] along the last axis: some elements of <see cref="LogSoftmax"/>, without the memory of all the
/// others. Inputs:
/// x [.., C], and i (Int64) [.., K], negative ones from the end. Outputs: y [.., K], and for the gradient max x [..] and ln Σe^(x − max x)
/// [..].
/// </summary>
internal sealed record LogSoftmaxAt : Operator
{
    /// <inheritdoc/>
    public override string Domain => DecantDomain;

    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<Value?> inputs)
    {
        var (x, indices) = (inputs[0]!, inputs[1]!);
        var rows = new Shape(x.Shape.SkipLast(1));
        return
            x.Shape.Rank > 0
            && indices.Type == ElementType.Int64
            && indices.Shape.Rank == x.Shape.Rank
            && rows.Equals(new Shape(indices.Shape.SkipLast(1)))
            ? [new(x.Type, indices.Shape), new(x.Type, rows), new(x.Type, rows)]
            : throw Error($"expected logits [.., C] and Int64 indices [.., K] of the same rows, received {x} and {indices}.");
    }

    /// <inheritdoc/>
    public override double Flops(IReadOnlyList<int[]?> inputs, IReadOnlyList<int[]> outputs) => 4 * Elements(inputs[0]);

    /// <inheritdoc/>
    protected override IReadOnlyList<Value?> Gradient(Node node, Value dy) =>
        [node.Graph.Add(new LogSoftmaxAtGradient(), dy, node.Inputs[0], node.Inputs[1], node.Outputs[1], node.Outputs[2]), null];
}

public static partial class Operations
{
    /// <summary>ln softmax(x) along the last axis at some places of each row.</summary>
    /// <param name="x">Logits [.., C].</param>
    /// <param name="indices">Int64 [.., K], −C to C − 1.</param>
    public static Value LogSoftmaxAt(this Value x, Value indices) => x.Graph.AddNode(new LogSoftmaxAt(), [x, indices]).Outputs[0];
}
