using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>The derivative by a convolution's input. Inputs: dy [N, M, OH, OW], w [M, C/Group, KH, KW]; output: dx [N, C, H, W].</summary>
/// <param name="Window">The convolution's strides, pads and dilations.</param>
/// <param name="Group">The convolution's groups.</param>
/// <param name="Target">The shape of x.</param>
internal sealed record ConvDataGradient(Window Window, int Group, Shape Target) : Operator
{
    /// <inheritdoc/>
    public override ImageOrder Order(Node node) => ImageOrder.ChannelsLast;

    /// <inheritdoc/>
    public override bool IsImage(bool isOutput, int index) => isOutput || index != 1;

    /// <inheritdoc/>
    public override string Domain => DecantDomain;

    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<Value?> inputs) => [new(inputs[0]!.Type.OfSums(), Target)];

    /// <inheritdoc/>
    public override double Flops(IReadOnlyList<int[]?> inputs, IReadOnlyList<int[]> outputs) =>
        2 * Elements(inputs[0]) * Elements(inputs[1]) / inputs[1]![0];

    /// <inheritdoc/>
    protected override IReadOnlyList<Value?> Gradient(Node node, Value dy)
    {
        // Bilinear in (dy, w): by dy it is the convolution itself, by w the weight gradient with the roles of x and dx exchanged.
        var (upstream, w) = (node.Inputs[0]!, node.Inputs[1]!);
        return
        [
            node.Graph.Add(new Conv(Window, Group), dy, w),
            node.Graph.Add(new ConvWeightGradient(Window, Group, w.Shape), upstream, dy),
        ];
    }
}
