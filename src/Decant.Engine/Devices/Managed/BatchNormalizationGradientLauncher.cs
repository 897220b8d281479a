using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.Managed;

namespace Decant.Engine.Devices.Managed;

/// <summary>The derivatives of normalisation with the batch's statistics.</summary>
internal sealed unsafe class BatchNormalizationGradientLauncher : ManagedLauncher<BatchNormalizationGradient>
{
    /// <inheritdoc/>
    public override ReadOnlySpan<int> InPlace => [0];

    /// <inheritdoc/>
    protected override void Run(BatchNormalizationGradient @operator, Step step)
    {
        float* In(int input) => (float*)step.Inputs[input]!.Pointer;
        float* Out(int output) => (float*)step.Outputs[output].Pointer;
        var y = @operator.Activation == Activation.Relu ? In(5) : null;
        Kernel.BatchNormalization.Gradient(
            step.Pool, In(0), In(1), y, In(2), In(3), In(4), Out(0), @operator.HasResidual ? Out(3) : null, Out(1), Out(2),
            step.Channels(step.Inputs[1]!));
    }
}
