using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Managed = Decant.Engine.Kernels.Managed;
using Reference = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Execution.Launchers;

/// <summary>Adam with decoupled weight decay.</summary>
internal sealed unsafe class AdamWUpdateLauncher : OptimizerUpdateLauncher
{
    /// <inheritdoc/>
    public override Managed.ParameterUpdate Update(Step step) =>
        Managed.AdamW.Of(Weights<float>(step), Gradients<float>(step), Moment<float>(step, 0), Moment<float>(step, 1), Count(step), Settings(step));

    /// <inheritdoc/>
    protected override void RunReference<T>(Step step) =>
        Reference.AdamW.Step(Weights<T>(step), Gradients<T>(step), Moment<T>(step, 0), Moment<T>(step, 1), Count(step), Settings(step));

    private static AdamWSettings Settings(Step step)
    {
        var @operator = (AdamWUpdate)step.Node.Operator;
        return new(
            LearningRate(step), @operator.GradientMemory, @operator.SquareMemory, @operator.Epsilon, @operator.WeightDecay, Number(step), Scale(step));
    }
}
