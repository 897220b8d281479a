using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>Y = A·B over the last two axes; the axes before them are broadcast. Of bfloat16 A and B, Y is float32.</summary>
internal sealed record MatMul : Operator
{
    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<Value?> inputs)
    {
        var (a, b) = (inputs[0]!, inputs[1]!);
        if (a.Type != b.Type || a.Shape.Rank < 2 || b.Shape.Rank < 2 || a.Shape[^1] != b.Shape[^2])
        {
            throw Error($"expected [.., M, K] times [.., K, N] of one element type, received {a} and {b}.");
        }

        var batch = Shape.Broadcast(new(a.Shape.SkipLast(2)), new(b.Shape.SkipLast(2)));
        return [new(a.Type.OfSums(), new Shape([.. batch, a.Shape[^2], b.Shape[^1]]))];
    }

    /// <inheritdoc/>
    public override double Flops(IReadOnlyList<int[]?> inputs, IReadOnlyList<int[]> outputs) => 2 * Elements(outputs[0]) * inputs[0]![^1];

    /// <inheritdoc/>
    protected override IReadOnlyList<Value?> Gradient(Node node, Value dy)
    {
        // dA = dY·Bᵀ, dB = Aᵀ·dY
        var (a, b) = (node.Inputs[0]!, node.Inputs[1]!);
        var read = dy.Cast(a.Type);
        return [read.MatMul(b.Transposed()).SumTo(a.Shape), a.Transposed().MatMul(read).SumTo(b.Shape)];
    }
}

public static partial class Operations
{
    /// <summary>A·B over the last two axes; the axes before them are broadcast.</summary>
    public static Value MatMul(this Value a, Value b) => a.Graph.Add(new MatMul(), a, b);
}
