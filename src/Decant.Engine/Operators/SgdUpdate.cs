namespace Decant.Engine.Operators;

/// <summary>
/// d = scale·g + decay·w; v ← momentum·v + d; w ← w − rate·(Nesterov ? d + momentum·v : v). Without momentum there is no velocity and w ←
/// w − rate·d.
/// Sutskever et al., ICML 2013.
/// </summary>
/// <param name="Momentum">Share of the velocity that is kept, 0 to below 1.</param>
/// <param name="Nesterov">Whether the step looks ahead along the velocity.</param>
/// <param name="WeightDecay">Pull of the weights towards 0, 0 or more.</param>
internal sealed record SgdUpdate(double Momentum, bool Nesterov, double WeightDecay) : OptimizerUpdate(WeightDecay)
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Moments => Momentum == 0 ? [] : ["velocity"];

    /// <inheritdoc/>
    public override double Flops(IReadOnlyList<int[]?> inputs, IReadOnlyList<int[]> outputs) => 7 * Elements(outputs[0]);
}
