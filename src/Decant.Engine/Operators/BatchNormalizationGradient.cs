using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>
/// The derivatives of <see cref="BatchNormalizationTraining"/>. Inputs: dy, x, scale, the batch's mean and r = 1/√(variance + ε), and y if an activation follows.
/// With n elements per channel and x̂ = (x − mean)·r: dbias = Σ dy, dscale = Σ dy·x̂, dx = scale·r·(dy − dbias/n − x̂·dscale/n). The residual's derivative
/// is dy behind the activation.
/// </summary>
/// <param name="Activation">The activation of the forward pass; dy is passed through its derivative first.</param>
/// <param name="HasResidual">Whether a residual was added before the activation; its derivative is a fourth output.</param>
public sealed record BatchNormalizationGradient(Activation Activation = Activation.None, bool HasResidual = false) : Operator
{
    /// <inheritdoc/>
    public override ImageOrder Order(Node node) => ImageOrder.Any;

    /// <inheritdoc/>
    public override string Domain => DecantDomain;

    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<Value?> inputs)
    {
        var channels = new TensorType(inputs[2]!.Type, inputs[2]!.Shape);
        var image = new TensorType(inputs[1]!.Type, inputs[1]!.Shape);
        return HasResidual ? [image, channels, channels, image] : [image, channels, channels];
    }

    /// <inheritdoc/>
    public override double Flops(IReadOnlyList<int[]?> inputs, IReadOnlyList<int[]> outputs) => 9 * Elements(outputs[0]);
}
