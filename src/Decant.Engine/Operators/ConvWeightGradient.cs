using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>The derivative by a convolution's weight. Inputs: dy [N, M, OH, OW], x [N, C, H, W]; output: dw [M, C/Group, KH, KW].</summary>
/// <param name="Window">The convolution's strides, pads and dilations.</param>
/// <param name="Group">The convolution's groups.</param>
/// <param name="Target">The shape of w.</param>
internal sealed record ConvWeightGradient(Window Window, int Group, Shape Target) : Operator
{
    /// <inheritdoc/>
    public override ImageOrder Order(Node node) => ImageOrder.ChannelsLast;

    /// <inheritdoc/>
    public override bool IsImage(bool isOutput, int index) => !isOutput;

    /// <inheritdoc/>
    public override string Domain => DecantDomain;

    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<Value?> inputs) => [new(inputs[0]!.Type.OfSums(), Target)];

    /// <inheritdoc/>
    public override double Flops(IReadOnlyList<int[]?> inputs, IReadOnlyList<int[]> outputs) =>
        2 * Elements(inputs[0]) * Elements(outputs[0]) / outputs[0][0];

    /// <inheritdoc/>
    protected override IReadOnlyList<Value?> Gradient(Node node, Value dy)
    {
        // Bilinear in (dy, x): the roles of w and dw are exchanged.
        var (upstream, x) = (node.Inputs[0]!, node.Inputs[1]!);
        return [node.Graph.Add(new Conv(Window, Group), x, dy), node.Graph.Add(new ConvDataGradient(Window, Group, x.Shape), upstream, dy)];
    }
}
