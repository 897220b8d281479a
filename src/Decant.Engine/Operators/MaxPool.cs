using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>The largest element of each window. Input x [N, C, H, W].</summary>
/// <param name="Window">Size and movement of the window.</param>
internal sealed record MaxPool(Window Window) : Operator
{
    /// <inheritdoc/>
    public override ImageOrder Order(Node node) => ImageOrder.Any;

    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<Value?> inputs)
    {
        var x = inputs[0]!;
        var (height, width) = Window.Output(x.Shape, Name);
        return [new(x.Type, x.Shape.With(2, height).With(3, width))];
    }

    /// <inheritdoc/>
    public override double Flops(IReadOnlyList<int[]?> inputs, IReadOnlyList<int[]> outputs) =>
        Elements(outputs[0]) * Window.KernelHeight * Window.KernelWidth;

    /// <inheritdoc/>
    protected override IReadOnlyList<Value?> Gradient(Node node, Value dy) =>
        [node.Graph.Add(new MaxPoolGradient(Window), dy, node.Inputs[0])]; // dy goes to the first element that is the largest
}

public static partial class Operations
{
    /// <summary>The largest element of each window.</summary>
    public static Value MaxPool(this Value x, Window window) => x.Graph.Add(new MaxPool(window), x);
}
