using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>
/// The derivatives of <see cref="BatchNormalizationTraining"/>. Inputs: dy, x, scale, the batch's mean and r = 1/√(variance + ε).
/// With n elements per channel and x̂ = (x − mean)·r: dbias = Σ dy, dscale = Σ dy·x̂, dx = scale·r·(dy − dbias/n − x̂·dscale/n).
/// </summary>
internal sealed record BatchNormalizationGradient : Operator
{
    /// <inheritdoc/>
    public override ImageOrder Order(Node node) => ImageOrder.Any;

    /// <inheritdoc/>
    public override string Domain => DecantDomain;

    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<Value?> inputs)
    {
        var channels = new TensorType(inputs[2]!.Type, inputs[2]!.Shape);
        return [new(inputs[1]!.Type, inputs[1]!.Shape), channels, channels];
    }

    /// <inheritdoc/>
    public override double Flops(IReadOnlyList<int[]?> inputs, IReadOnlyList<int[]> outputs) => 9 * Elements(outputs[0]);
}
