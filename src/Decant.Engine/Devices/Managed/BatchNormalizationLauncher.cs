using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.Managed;

namespace Decant.Engine.Devices.Managed;

/// <summary>Normalisation with stored statistics.</summary>
internal sealed unsafe class BatchNormalizationLauncher : ManagedLauncher<BatchNormalization>
{
    /// <inheritdoc/>
    public override ReadOnlySpan<int> InPlace => [0];

    /// <inheritdoc/>
    protected override void Run(BatchNormalization @operator, Step step)
    {
        float* In(int input) => (float*)step.Inputs[input]!.Pointer;
        Kernel.BatchNormalization.Inference(
            step.Pool,
            In(0),
            In(1),
            In(2),
            In(3),
            In(4),
            null,
            (float*)step.Outputs[0].Pointer,
            step.Channels(step.Inputs[0]!),
            @operator.Epsilon,
            step.Form.Activation is Relu
        );
    }
}
