using Decant.Engine.Execution;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Options;

namespace Decant.Training.Optimizers;

/// <summary>g ← g + decay·w; v ← momentum·v + g; w ← w − rate·v, or with Nesterov w ← w − rate·(g + momentum·v). Sutskever et al., ICML 2013.</summary>
public sealed record Sgd : Optimizer
{
    internal static readonly Option<double> Momentum = Option.Number("momentum", 0.9, "Share of the last step that is kept.", atLeast: 0, below: 1, unit: "share");
    internal static readonly Option<bool> Nesterov = Option.Switch("nesterov", false, "Whether the gradient is taken ahead, where the momentum leads.");

    /// <summary>The optimizer <c>sgd</c>.</summary>
    public Sgd()
        : base("sgd", "Steps against the gradient, with momentum.", 0.1, 0, OptionSet.DeclaredIn(typeof(Sgd)))
    {
    }

    internal override IReadOnlyList<string> Moments => ["velocity"];

    internal override unsafe void Step(in OptimizerStretch stretch, in OptimizerUpdate update)
    {
        var settings = new SgdSettings(
            update.LearningRate, update.Options.Get(Momentum), update.Options.Get(Nesterov), update.WeightDecay, update.GradientScale);
        if (stretch.Type == ElementType.Float64)
        {
            Engine.Kernels.Reference.Sgd.Step(stretch.Weights<double>(), stretch.Gradients<double>(), stretch.Moment<double>(0), stretch.Count, settings);
        }
        else if (stretch.Kernels == KernelSet.Reference)
        {
            Engine.Kernels.Reference.Sgd.Step(stretch.Weights<float>(), stretch.Gradients<float>(), stretch.Moment<float>(0), stretch.Count, settings);
        }
        else
        {
            Engine.Kernels.Managed.Sgd.Step(stretch.Pool, stretch.Weights<float>(), stretch.Gradients<float>(), stretch.Moment<float>(0), stretch.Count, settings);
        }
    }
}
