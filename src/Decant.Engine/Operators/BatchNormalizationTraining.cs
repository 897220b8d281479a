using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>
/// Normalisation with the batch's own statistics. Inputs: x [N, C, ..], scale, bias, running mean, running variance, each [C]. Outputs: y,
/// the next running mean and variance (state that the step changes is an explicit output), and for the gradient the batch's mean and
/// 1/√(variance + ε). Ioffe and Szegedy 2015, arXiv:1502.03167.
/// </summary>
/// <param name="Epsilon">Added to the variance.</param>
/// <param name="Momentum">The share of the old running statistics that is kept: next = Momentum·old + (1 − Momentum)·batch.</param>
/// <param name="Unbiased">Whether the running variance takes Σ(x − mean)²/(n − 1), as PyTorch does, instead of ONNX's /n.</param>
internal sealed record BatchNormalizationTraining(double Epsilon, double Momentum, bool Unbiased = false) : Operator
{
    /// <inheritdoc/>
    public override ImageOrder Order(Node node) => ImageOrder.Any;

    /// <inheritdoc/>
    public override string Domain => DecantDomain;

    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<Value?> inputs)
    {
        new BatchNormalization().Check(inputs);
        var channels = new TensorType(inputs[1]!.Type, inputs[1]!.Shape);
        return [new(inputs[0]!.Type, inputs[0]!.Shape), channels, channels, channels, channels];
    }

    /// <inheritdoc/>
    public override double Flops(IReadOnlyList<int[]?> inputs, IReadOnlyList<int[]> outputs) => 7 * Elements(outputs[0]);

    /// <inheritdoc/>
    public override IReadOnlyList<Value?> Gradient(Node node, IReadOnlyList<Value?> gradients)
    {
        var backward = node
            .Graph.AddNode(
                new BatchNormalizationGradient(),
                [gradients[0]!, node.Inputs[0], node.Inputs[1], node.Outputs[3], node.Outputs[4]]
            )
            .Outputs;
        return [backward[0], backward[1], backward[2], null, null];
    }
}
