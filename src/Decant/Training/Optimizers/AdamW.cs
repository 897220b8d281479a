using Decant.Engine.Kernels;
using Decant.Engine.Kernels.Managed;
using Decant.Options;

namespace Decant.Training.Optimizers;

/// <summary>
/// m ← β₁·m + (1 − β₁)·g; v ← β₂·v + (1 − β₂)·g²; w ← w − rate·(m/(1 − β₁ᵗ)/(√(v/(1 − β₂ᵗ)) + ε) + decay·w).
/// Loshchilov and Hutter 2017, arXiv:1711.05101.
/// </summary>
public sealed record AdamW : Optimizer
{
    internal static readonly Option<double> GradientMemory = Option.Number("gradient-memory", 0.9, "Share of the running mean of gradients that is kept; β₁ of the paper.", atLeast: 0, below: 1, unit: "share");
    internal static readonly Option<double> SquareMemory = Option.Number("square-memory", 0.999, "Share of the running mean of squared gradients that is kept; β₂ of the paper.", atLeast: 0, below: 1, unit: "share");
    internal static readonly Option<double> Epsilon = Option.Number("epsilon", 1e-8, "Added to the divisor, so that it is never 0.", above: 0, atMost: 1);

    /// <summary>The optimizer <c>adamw</c>.</summary>
    public AdamW()
        : base("adamw", "Adam with decoupled weight decay (Loshchilov and Hutter 2017, arXiv:1711.05101).", 0.001, 0.01, OptionSet.DeclaredIn(typeof(AdamW)))
    {
    }

    internal override IReadOnlyList<string> Moments => ["mean", "square"];

    internal override unsafe ParameterUpdate Update(in OptimizerStretch stretch, in OptimizerUpdate update) => Engine.Kernels.Managed.AdamW.Of(
        stretch.Weights<float>(), stretch.Gradients<float>(), stretch.Moment<float>(0), stretch.Moment<float>(1), stretch.Count, Settings(update));

    private protected override unsafe void StepReference<T>(in OptimizerStretch stretch, in OptimizerUpdate update) => Engine.Kernels.Reference.AdamW.Step(
        stretch.Weights<T>(), stretch.Gradients<T>(), stretch.Moment<T>(0), stretch.Moment<T>(1), stretch.Count, Settings(update));

    private static AdamWSettings Settings(in OptimizerUpdate update) => new(
        update.LearningRate, update.Options.Get(GradientMemory), update.Options.Get(SquareMemory), update.Options.Get(Epsilon),
        update.WeightDecay, update.Step, update.GradientScale);
}
