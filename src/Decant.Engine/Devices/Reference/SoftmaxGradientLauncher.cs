using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Devices.Reference;

/// <summary>The derivative of Softmax along an axis.</summary>
internal sealed unsafe class SoftmaxGradientLauncher : PlainLauncher<SoftmaxGradient>
{
    /// <inheritdoc/>
    public override ReadOnlySpan<int> InPlace => [0];

    /// <inheritdoc/>
    protected override void RunFloat<T>(SoftmaxGradient @operator, Step step) =>
        Kernel.Softmax.Gradient(
            (T*)step.Inputs[0]!.Pointer,
            (T*)step.Inputs[1]!.Pointer,
            (T*)step.Outputs[0].Pointer,
            AlongAxis.Of(step.Inputs[0]!.Sizes, (int)@operator.Axis)
        );
}
