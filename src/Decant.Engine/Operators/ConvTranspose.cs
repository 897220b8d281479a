using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>
/// The transpose of a two-dimensional convolution: every x is spread over y through the weight. Inputs: x [N, C, H, W], w [C, M/Group, KH,
/// KW];
/// output y [N, M, OH, OW] with OH = (H − 1)·stride + (KH − 1)·dilation + 1 + extra − pads.
/// </summary>
/// <param name="Window">Strides, pads and dilations of the convolution from y to x; its kernel is the weight's.</param>
/// <param name="Group">Number of groups that channels are cut into.</param>
/// <param name="ExtraHeight">Rows added below, 0 or more.</param>
/// <param name="ExtraWidth">Columns added on the right, 0 or more.</param>
internal sealed record ConvTranspose(Window Window, int Group = 1, int ExtraHeight = 0, int ExtraWidth = 0) : Operator
{
    /// <inheritdoc/>
    public override ImageOrder Order(Node node) => ImageOrder.ChannelsLast;

    /// <inheritdoc/>
    public override bool IsImage(bool isOutput, int index) => isOutput || index != 1;

    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<Value?> inputs)
    {
        var (x, w) = (inputs[0]!, inputs[1]!);
        if (x.Type != w.Type || x.Shape.Rank != 4 || w.Shape.Rank != 4 || x.Shape[1] != w.Shape[0] || w.Shape[0].Size % Group != 0)
        {
            throw Error(
                $"expected x [N, C, H, W] and w [C, M/{Group}, KH, KW] of one element type with C a multiple of "
                    + $"{Group}, received {x} and {w}."
            );
        }

        var height = Extent(
            x.Shape[2].Size,
            w.Shape[2].Size,
            Window.StrideHeight,
            Window.DilationHeight,
            ExtraHeight - Window.PadTop - Window.PadBottom
        );
        var width = Extent(
            x.Shape[3].Size,
            w.Shape[3].Size,
            Window.StrideWidth,
            Window.DilationWidth,
            ExtraWidth - Window.PadLeft - Window.PadRight
        );
        return height > 0 && width > 0
            ? [new(x.Type, new Shape(x.Shape[0], w.Shape[1] * Group, height, width))]
            : throw Error($"its pads leave nothing of the result of {x} and {w}.");
    }

    /// <inheritdoc/>
    public override double Flops(IReadOnlyList<int[]?> inputs, IReadOnlyList<int[]> outputs) =>
        2 * Elements(inputs[0]) * Elements(inputs[1]) / inputs[1]![0];

    /// <inheritdoc/>
    protected override IReadOnlyList<Value?> Gradient(Node node, Value dy)
    {
        // Linear in x and in w: back through the convolution itself, and its weight gradient with the roles of x and y exchanged.
        var (x, w) = (node.Inputs[0]!, node.Inputs[1]!);
        return [node.Graph.Add(new Conv(Window, Group), dy, w), node.Graph.Add(new ConvWeightGradient(Window, Group, w.Shape), x, dy)];
    }

    private static int Extent(int size, int kernel, int stride, int dilation, int more) =>
        checked(((size - 1) * stride) + ((kernel - 1) * dilation) + 1 + more);
}

public static partial class Operations
{
    /// <summary>The transpose of a two-dimensional convolution.</summary>
    /// <param name="x">[N, C, H, W].</param>
    /// <param name="weight">[C, M/group, KH, KW].</param>
    /// <param name="window">Strides, pads and dilations.</param>
    /// <param name="group">Number of groups that channels are cut into.</param>
    public static Value ConvTranspose(this Value x, Value weight, Window window, int group = 1) =>
        x.Graph.Add(new ConvTranspose(window, group), x, weight);
}
