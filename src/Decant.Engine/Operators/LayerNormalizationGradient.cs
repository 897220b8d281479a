using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>
/// The derivatives of <see cref="LayerNormalization"/>. Inputs: dy, x, mean, r, and scale if there is one. With x̂ = (x − mean)·r and g =
/// dy·scale, means over the normalised axes and sums over the others: dx = r·(g − mean g − x̂·mean(g·x̂)), dscale = Σ dy·x̂, dbias = Σ dy.
/// </summary>
/// <param name="Axis">The first normalised axis; negative ones count from the end.</param>
internal sealed record LayerNormalizationGradient(long Axis) : Operator
{
    /// <inheritdoc/>
    public override string Domain => DecantDomain;

    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<Value?> inputs)
    {
        var x = inputs[1]!;
        var normalized = new TensorType(x.Type, new Shape(x.Shape.Skip(x.Shape.Axis(Axis))));
        return [new(x.Type, x.Shape), normalized, normalized];
    }

    /// <inheritdoc/>
    public override double Flops(IReadOnlyList<int[]?> inputs, IReadOnlyList<int[]> outputs) => 14 * Elements(outputs[0]);
}
