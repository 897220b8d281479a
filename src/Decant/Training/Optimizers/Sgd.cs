using Decant.Engine.Operators;
using Decant.Options;

namespace Decant.Training.Optimizers;

/// <summary>
/// g ← g + decay·w; v ← momentum·v + g; w ← w − rate·v, or with Nesterov w ← w − rate·(g + momentum·v). Sutskever et al., ICML 2013.
/// </summary>
public sealed record Sgd : Optimizer
{
    internal static readonly Option<double> Momentum = Option.Number(
        "momentum",
        0.9,
        "Share of the last step that is kept.",
        atLeast: 0,
        below: 1,
        unit: "share"
    );
    internal static readonly Option<bool> Nesterov = Option.Switch(
        "nesterov",
        false,
        "Whether the gradient is taken ahead, where the momentum leads."
    );

    /// <summary>The optimizer <c>sgd</c>.</summary>
    public Sgd()
        : base("sgd", "Steps against the gradient, with momentum.", 0.1, 0, OptionSet.DeclaredIn(typeof(Sgd))) { }

    internal override OptimizerUpdate Update(OptionValues options, double weightDecay) =>
        new SgdUpdate(options.Get(Momentum), options.Get(Nesterov), weightDecay);
}
