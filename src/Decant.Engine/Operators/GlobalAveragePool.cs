using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>The mean over H and W. Input x [N, C, H, W], output [N, C, 1, 1].</summary>
internal sealed record GlobalAveragePool : Operator
{
    /// <inheritdoc/>
    public override ImageOrder Order(Node node) => ImageOrder.Any;

    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<Value?> inputs)
    {
        var x = inputs[0]!;
        return x.Shape.Rank >= 3
            ? [new(x.Type, new Shape(x.Shape.Select((size, axis) => axis < 2 ? size : 1)))]
            : throw Error($"expected [N, C, H, W], received {x}.");
    }

    /// <inheritdoc/>
    public override double Flops(IReadOnlyList<int[]?> inputs, IReadOnlyList<int[]> outputs) => Elements(inputs[0]);

    /// <inheritdoc/>
    protected override IReadOnlyList<Value?> Gradient(Node node, Value dy) => [dy.BroadcastTo(node.Inputs[0]!.Shape, average: true)]; // every element gets dy / (H·W)
}

public static partial class Operations
{
    /// <summary>The mean over H and W.</summary>
    public static Value GlobalAveragePool(this Value x) => x.Graph.Add(new GlobalAveragePool(), x);
}
