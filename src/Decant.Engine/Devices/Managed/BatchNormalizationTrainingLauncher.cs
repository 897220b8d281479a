using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.Managed;

namespace Decant.Engine.Devices.Managed;

/// <summary>Normalisation with the batch's statistics.</summary>
internal sealed unsafe class BatchNormalizationTrainingLauncher : ManagedLauncher<BatchNormalizationTraining>
{
    /// <inheritdoc/>
    public override bool AddsInPlace => true;

    /// <inheritdoc/>
    protected override void Run(BatchNormalizationTraining @operator, Step step)
    {
        float* In(int input) => (float*)step.Inputs[input]!.Pointer;
        float* Out(int output) => (float*)step.Outputs[output].Pointer;
        Kernel.BatchNormalization.Training(
            step.Pool,
            In(0),
            In(1),
            In(2),
            In(3),
            In(4),
            step.In<float>(step.Form.Residual),
            Out(0),
            Out(3),
            Out(4),
            Out(1),
            Out(2),
            step.Channels(step.Inputs[0]!),
            @operator.Epsilon,
            @operator.Momentum,
            @operator.Unbiased,
            step.Form.Activation is Relu
        );
    }
}
