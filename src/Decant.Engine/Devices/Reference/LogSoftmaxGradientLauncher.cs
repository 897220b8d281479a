using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Devices.Reference;

/// <summary>The derivative of LogSoftmax along an axis.</summary>
internal sealed unsafe class LogSoftmaxGradientLauncher : PlainLauncher<LogSoftmaxGradient>
{
    /// <inheritdoc/>
    public override ReadOnlySpan<int> InPlace => [0];

    /// <inheritdoc/>
    protected override void RunFloat<T>(LogSoftmaxGradient @operator, Step step) =>
        Kernel.LogSoftmax.Gradient(
            (T*)step.Inputs[0]!.Pointer,
            (T*)step.Inputs[1]!.Pointer,
            (T*)step.Outputs[0].Pointer,
            AlongAxis.Of(step.Inputs[0]!.Sizes, (int)@operator.Axis)
        );
}
