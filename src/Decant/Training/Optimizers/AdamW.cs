using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Options;

namespace Decant.Training.Optimizers;

/// <summary>
/// m ← β₁·m + (1 − β₁)·g; v ← β₂·v + (1 − β₂)·g²; w ← w − rate·(m/(1 − β₁ᵗ)/(√(v/(1 − β₂ᵗ)) + ε) + decay·w).
/// Loshchilov and Hutter 2017, arXiv:1711.05101.
/// </summary>
public sealed record AdamW : Optimizer
{
    private static readonly Option<double> s_gradientMemory = Option.Number(
        "gradient-memory",
        0.9,
        "Share of the running mean of gradients that is kept; β₁ of the paper.",
        atLeast: 0,
        below: 1,
        unit: "share"
    );
    private static readonly Option<double> s_squareMemory = Option.Number(
        "square-memory",
        0.999,
        "Share of the running mean of squared gradients that is kept; β₂ of the paper.",
        atLeast: 0,
        below: 1,
        unit: "share"
    );
    private static readonly Option<double> s_epsilon = Option.Number(
        "epsilon",
        1e-8,
        "Added to the divisor, so that it is never 0.",
        above: 0,
        atMost: 1
    );

    /// <inheritdoc/>
    public override bool IgnoresScale => true;

    /// <summary>The optimizer <c>adamw</c>.</summary>
    public AdamW()
        : base("adamw", "Adam with decoupled weight decay (Loshchilov and Hutter 2017, arXiv:1711.05101).", 0.001, 0.01) { }

    /// <summary>Share of the running mean of gradients that is kept; β₁ of the paper; at least 0, below 1.</summary>
    public double GradientMemory
    {
        get => Get(s_gradientMemory);
        init => Values = Changed<double>(s_gradientMemory, value);
    }

    /// <summary>Share of the running mean of squared gradients that is kept; β₂ of the paper; at least 0, below 1.</summary>
    public double SquareMemory
    {
        get => Get(s_squareMemory);
        init => Values = Changed<double>(s_squareMemory, value);
    }

    /// <summary>Added to the divisor, so that it is never 0; above 0, at most 1.</summary>
    public double Epsilon
    {
        get => Get(s_epsilon);
        init => Values = Changed<double>(s_epsilon, value);
    }

    /// <inheritdoc/>
    protected internal override Value Next(UpdateSignals signals)
    {
        var mean = signals.Moment("mean", past => (past * GradientMemory) + (signals.Gradient * (1 - GradientMemory)));
        var square = signals.Moment("square", past => (past * SquareMemory) + (signals.Gradient * signals.Gradient * (1 - SquareMemory)));
        var direction = Whole(mean, GradientMemory) / (Whole(square, SquareMemory).Sqrt() + Epsilon);
        return signals.Weight - (signals.Rate * (direction + (signals.Weight * signals.WeightDecay)));

        // What was 0 at first is too small in the first steps: divided by 1 − βᵗ.
        Value Whole(Value moment, double memory) => moment / (1 - (signals.Step * Math.Log(memory)).Exp());
    }

    internal override OptimizerUpdate Update(double weightDecay) => new AdamWUpdate(GradientMemory, SquareMemory, Epsilon, weightDecay);
}
