using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>
/// The derivatives of <see cref="ScaledDotProductAttention"/> by Q, K and V. Inputs: dY, Q, K, V, the mask or nothing, Y, L. The weights P
/// = e^(Scale·Q·Kᵀ + mask − L) are computed again, tile by tile: dV = Pᵀ·dY, dS = P·(dY·Vᵀ − Σ dY·Y), dQ = Scale·dS·K, dK = Scale·dSᵀ·Q.
/// </summary>
/// <param name="Scale">Factor of the products.</param>
/// <param name="PositionsFirst">Whether everything but mask and L is stored as [N, T, heads, D].</param>
/// <param name="Causal">Whether a query sees no later key.</param>
internal sealed record ScaledDotProductAttentionGradient(double Scale, bool PositionsFirst, bool Causal) : Operator
{
    /// <inheritdoc/>
    public override string Domain => DecantDomain;

    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<Value?> inputs) =>
        [.. Like(inputs[1]), .. Like(inputs[2]), .. Like(inputs[3])];

    /// <inheritdoc/>
    public override double Flops(IReadOnlyList<int[]?> inputs, IReadOnlyList<int[]> outputs)
    {
        var keys = inputs[2]![PositionsFirst ? 1 : 2];
        return 2.0 * keys * ((3 * Elements(inputs[1])) + (2 * Elements(inputs[0])));
    }
}
