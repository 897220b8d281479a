using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Managed = Decant.Engine.Kernels.Managed;
using Reference = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Execution.Launchers;

/// <summary>Gradient descent with momentum.</summary>
internal sealed unsafe class SgdUpdateLauncher : OptimizerUpdateLauncher
{
    /// <inheritdoc/>
    public override Managed.ParameterUpdate Update(Step step) =>
        Managed.Sgd.Of(Weights<float>(step), Gradients<float>(step), Moment<float>(step, 0), Count(step), Settings(step));

    /// <inheritdoc/>
    protected override void RunReference<T>(Step step) =>
        Reference.Sgd.Step(Weights<T>(step), Gradients<T>(step), Moment<T>(step, 0), Count(step), Settings(step));

    private static SgdSettings Settings(Step step)
    {
        var @operator = (SgdUpdate)step.Node.Operator;
        return new(LearningRate(step), @operator.Momentum, @operator.Nesterov, @operator.WeightDecay, Scale(step));
    }
}
