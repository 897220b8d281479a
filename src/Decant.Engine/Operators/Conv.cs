using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>
/// Two-dimensional convolution (cross-correlation): y[n,m,i,j] = b[m] + Σ x[n,c,i·s−p+k·d,…]·w[m,c,k,…]. Inputs: x [N, C, H, W],
/// w [M, C/Group, KH, KW], optional b [M]. Of bfloat16 x and w the sums, y and b are float32.
/// </summary>
/// <param name="Window">Strides, pads and dilations; its kernel is the weight's.</param>
/// <param name="Group">Number of groups that channels are cut into.</param>
internal sealed record Conv(Window Window, int Group = 1) : Operator
{
    /// <inheritdoc/>
    public override ImageOrder Order(Node node) => ImageOrder.ChannelsLast;

    /// <inheritdoc/>
    public override bool IsImage(bool isOutput, int index) => isOutput || index != 1;

    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<Value?> inputs)
    {
        var (x, w) = (inputs[0]!, inputs[1]!);
        if (x.Type != w.Type || x.Shape.Rank != 4 || w.Shape.Rank != 4 || x.Shape[1] != w.Shape[1] * Group || w.Shape[0].Size % Group != 0)
        {
            throw Error(
                $"expected x [N, C, H, W] and w [M, C/{Group}, KH, KW] of one element type with M a multiple of "
                    + $"{Group}, received {x} and {w}."
            );
        }

        if (inputs.Count > 2 && inputs[2] is { } b && !b.Shape.Equals(new Shape(w.Shape[0])))
        {
            throw Error($"expected a bias of shape [{w.Shape[0]}], received {b}.");
        }

        var (height, width) = Window.Over(w.Shape[2].Size, w.Shape[3].Size).Output(x.Shape, Name);
        return [new(x.Type.OfSums(), new Shape(x.Shape[0], w.Shape[0], height, width))];
    }

    /// <inheritdoc/>
    public override double Flops(IReadOnlyList<int[]?> inputs, IReadOnlyList<int[]> outputs) =>
        2 * Elements(outputs[0]) * Elements(inputs[1]) / inputs[1]![0];

    /// <inheritdoc/>
    protected override IReadOnlyList<Value?> Gradient(Node node, Value dy)
    {
        var (graph, x, w) = (node.Graph, node.Inputs[0]!, node.Inputs[1]!);
        // dx: every y sends dy back through the weight it used. dw: Σ over N, i, j of dy·x. db: Σ over N, i, j of dy.
        var read = dy.Cast(x.Type);
        Value?[] all =
        [
            graph.Add(new ConvDataGradient(Window, Group, x.Shape), read, w),
            graph.Add(new ConvWeightGradient(Window, Group, w.Shape), read, x),
            dy.ReduceSum([0, 2, 3]),
        ];
        return all[..node.Inputs.Count];
    }
}

public static partial class Operations
{
    /// <summary>Two-dimensional convolution.</summary>
    /// <param name="x">[N, C, H, W].</param>
    /// <param name="weight">[M, C/group, KH, KW].</param>
    /// <param name="bias">[M], or null.</param>
    /// <param name="window">Strides, pads and dilations.</param>
    /// <param name="group">Number of groups that channels are cut into.</param>
    public static Value Conv(this Value x, Value weight, Value? bias, Window window, int group = 1) =>
        bias is null ? x.Graph.Add(new Conv(window, group), x, weight) : x.Graph.Add(new Conv(window, group), x, weight, bias);
}
