using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Devices.Reference;

/// <summary>Normalisation with the batch's statistics.</summary>
internal sealed unsafe class BatchNormalizationTrainingLauncher : PlainLauncher<BatchNormalizationTraining>
{
    /// <inheritdoc/>
    protected override void RunFloat<T>(BatchNormalizationTraining @operator, Step step)
    {
        T* In(int input) => (T*)step.Inputs[input]!.Pointer;
        T* Out(int output) => (T*)step.Outputs[output].Pointer;
        Kernel.BatchNormalization.Training(
            In(0),
            In(1),
            In(2),
            In(3),
            In(4),
            Out(0),
            Out(3),
            Out(4),
            Out(1),
            Out(2),
            step.Channels(step.Inputs[0]!),
            @operator.Epsilon,
            @operator.Momentum,
            @operator.Unbiased
        );
    }
}
