using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.Managed;

namespace Decant.Engine.Devices.Managed;

/// <summary>The derivative of Softmax along an axis.</summary>
internal sealed unsafe class SoftmaxGradientLauncher : ManagedLauncher<SoftmaxGradient>
{
    /// <inheritdoc/>
    public override ReadOnlySpan<int> InPlace => [0];

    /// <inheritdoc/>
    protected override void Run(SoftmaxGradient @operator, Step step) =>
        Kernel.Softmax.Gradient(
            step.Pool,
            (float*)step.Inputs[0]!.Pointer,
            (float*)step.Inputs[1]!.Pointer,
            (float*)step.Outputs[0].Pointer,
            AlongAxis.Of(step.Inputs[0]!.Sizes, (int)@operator.Axis)
        );
}
