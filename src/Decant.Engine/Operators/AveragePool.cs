using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>The mean of each window. Input x [N, C, H, W].</summary>
/// <param name="Window">Size and movement of the window.</param>
/// <param name="CountIncludePad">Whether padding counts as elements of value 0.</param>
internal sealed record AveragePool(Window Window, bool CountIncludePad = false) : Operator
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
        [node.Graph.Add(new AveragePoolGradient(Window, CountIncludePad, node.Inputs[0]!.Shape), dy)]; // every element of a window gets dy / count
}

public static partial class Operations
{
    /// <summary>The mean of each window.</summary>
    public static Value AveragePool(this Value x, Window window, bool countIncludePad = false) =>
        x.Graph.Add(new AveragePool(window, countIncludePad), x);
}
