using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Options;

namespace Decant.Training.Optimizers;

/// <summary>
/// g ← g + decay·w; v ← momentum·v + g; w ← w − rate·v, or with Nesterov w ← w − rate·(g + momentum·v). Sutskever et al., ICML 2013.
/// </summary>
public sealed record Sgd : Optimizer
{
    private static readonly Option<double> s_momentum = Option.Number(
        "momentum",
        0.9,
        "Share of the last step that is kept.",
        atLeast: 0,
        below: 1,
        unit: "share"
    );
    private static readonly Option<bool> s_nesterov = Option.Switch(
        "nesterov",
        false,
        "Whether the gradient is taken ahead, where the momentum leads."
    );

    /// <summary>The optimizer <c>sgd</c>.</summary>
    public Sgd()
        : base("sgd", "Steps against the gradient, with momentum.", 0.05, 0) { }

    /// <summary>Share of the last step that is kept; at least 0, below 1.</summary>
    public double Momentum
    {
        get => Get(s_momentum);
        init => Values = Changed<double>(s_momentum, value);
    }

    /// <summary>Whether the gradient is taken ahead, where the momentum leads.</summary>
    public bool Nesterov
    {
        get => Get(s_nesterov);
        init => Values = Changed<bool>(s_nesterov, value);
    }

    /// <summary>The key of <see cref="Nesterov"/>.</summary>
    internal static string NesterovKey => s_nesterov.Key;

    /// <inheritdoc/>
    protected internal override Value Next(UpdateSignals signals)
    {
        var gradient = signals.Gradient + (signals.Weight * signals.WeightDecay);
        var velocity = Momentum == 0 ? gradient : signals.Moment("velocity", past => (past * Momentum) + gradient);
        return signals.Weight - (signals.Rate * (Nesterov ? gradient + (velocity * Momentum) : velocity));
    }

    internal override OptimizerUpdate Update(double weightDecay) => new SgdUpdate(Momentum, Nesterov, weightDecay);
}
