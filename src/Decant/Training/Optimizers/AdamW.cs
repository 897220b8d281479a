using Decant.Engine.Operators;
using Decant.Options;

namespace Decant.Training.Optimizers;

/// <summary>
/// m ← β₁·m + (1 − β₁)·g; v ← β₂·v + (1 − β₂)·g²; w ← w − rate·(m/(1 − β₁ᵗ)/(√(v/(1 − β₂ᵗ)) + ε) + decay·w).
/// Loshchilov and Hutter 2017, arXiv:1711.05101.
/// </summary>
public sealed record AdamW : Optimizer
{
    internal static readonly Option<double> GradientMemory = Option.Number(
        "gradient-memory",
        0.9,
        "Share of the running mean of gradients that is kept; β₁ of the paper.",
        atLeast: 0,
        below: 1,
        unit: "share"
    );
    internal static readonly Option<double> SquareMemory = Option.Number(
        "square-memory",
        0.999,
        "Share of the running mean of squared gradients that is kept; β₂ of the paper.",
        atLeast: 0,
        below: 1,
        unit: "share"
    );
    internal static readonly Option<double> Epsilon = Option.Number(
        "epsilon",
        1e-8,
        "Added to the divisor, so that it is never 0.",
        above: 0,
        atMost: 1
    );

    /// <summary>The optimizer <c>adamw</c>.</summary>
    public AdamW()
        : base(
            "adamw",
            "Adam with decoupled weight decay (Loshchilov and Hutter 2017, arXiv:1711.05101).",
            0.001,
            0.01,
            OptionSet.DeclaredIn(typeof(AdamW))
        ) { }

    internal override OptimizerUpdate Update(OptionValues options, double weightDecay) =>
        new AdamWUpdate(options.Get(GradientMemory), options.Get(SquareMemory), options.Get(Epsilon), weightDecay);
}
