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
        Kernel.BatchNormalization.Gradient(
            step.Pool,
            In(0),
            In(1),
            step.In<float>(step.Form.SlopeAt),
            In(2),
            In(3),
            In(4),
            Out(0),
            step.Out<float>(step.Form.Kept),
            Out(1),
            Out(2),
            step.Channels(step.Inputs[1]!)
        );
    }
}
