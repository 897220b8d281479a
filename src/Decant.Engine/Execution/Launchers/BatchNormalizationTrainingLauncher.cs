using Decant.Engine.Operators;
using Managed = Decant.Engine.Kernels.Managed;
using Reference = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Execution.Launchers;

/// <summary>Normalisation with the batch's statistics.</summary>
internal sealed unsafe class BatchNormalizationTrainingLauncher : Launcher<BatchNormalizationTraining>
{
    /// <inheritdoc/>
    public override bool AddsInPlace => true;

    /// <inheritdoc/>
    protected override void RunReference<T>(BatchNormalizationTraining @operator, Step step)
    {
        T* In(int input) => (T*)step.Inputs[input]!.Pointer;
        T* Out(int output) => (T*)step.Outputs[output].Pointer;
        Reference.BatchNormalization.Training(
            In(0), In(1), In(2), In(3), In(4), Out(0), Out(3), Out(4), Out(1), Out(2),
            step.Channels(step.Inputs[0]!), @operator.Epsilon, @operator.Momentum, @operator.Unbiased);
    }

    /// <inheritdoc/>
    protected override void RunManaged(BatchNormalizationTraining @operator, Step step)
    {
        float* In(int input) => (float*)step.Inputs[input]!.Pointer;
        float* Out(int output) => (float*)step.Outputs[output].Pointer;
        Managed.BatchNormalization.Training(
            step.Pool, In(0), In(1), In(2), In(3), In(4), step.In<float>(step.Form.Residual), Out(0), Out(3), Out(4), Out(1), Out(2),
            step.Channels(step.Inputs[0]!), @operator.Epsilon, @operator.Momentum, @operator.Unbiased, step.Form.Activation is Relu);
    }
}
