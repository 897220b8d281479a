using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.Managed;

namespace Decant.Engine.Devices.Managed;

/// <summary>The derivative of the divergence by the second row of logits.</summary>
internal sealed unsafe class SoftmaxDivergenceGradientLauncher : ManagedLauncher<SoftmaxDivergenceGradient>
{
    /// <inheritdoc/>
    public override ReadOnlySpan<int> InPlace => [2, 1];

    /// <inheritdoc/>
    public override bool AddsInPlace => true;

    /// <inheritdoc/>
    protected override void Run(SoftmaxDivergenceGradient @operator, Step step)
    {
        var x = step.Inputs[1]!;
        Kernel.SoftmaxDivergence.Gradient(
            step.Pool,
            (float*)step.Inputs[0]!.Pointer,
            (float*)x.Pointer,
            (float*)step.Inputs[2]!.Pointer,
            *(float*)step.Inputs[3]!.Pointer,
            (float*)step.Inputs[4]!.Pointer,
            step.In<float>(step.Form.Residual),
            (float*)step.Outputs[0].Pointer,
            x.Sizes[0],
            x.Sizes[1]
        );
    }
}
