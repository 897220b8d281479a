using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.Managed;

namespace Decant.Engine.Devices.Managed;

/// <summary>The derivative of LogSoftmax along an axis.</summary>
internal sealed unsafe class LogSoftmaxGradientLauncher : ManagedLauncher<LogSoftmaxGradient>
{
    /// <inheritdoc/>
    public override ReadOnlySpan<int> InPlace => [0];

    /// <inheritdoc/>
    protected override void Run(LogSoftmaxGradient @operator, Step step) =>
        Kernel.LogSoftmax.Gradient(
            step.Pool,
            (float*)step.Inputs[0]!.Pointer,
            (float*)step.Inputs[1]!.Pointer,
            (float*)step.Outputs[0].Pointer,
            AlongAxis.Of(step.Inputs[0]!.Sizes, (int)@operator.Axis)
        );
}
