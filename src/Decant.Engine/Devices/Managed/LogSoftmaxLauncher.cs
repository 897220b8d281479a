using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.Managed;

namespace Decant.Engine.Devices.Managed;

/// <summary>LogSoftmax along an axis.</summary>
internal sealed unsafe class LogSoftmaxLauncher : ManagedLauncher<LogSoftmax>
{
    /// <inheritdoc/>
    public override ReadOnlySpan<int> InPlace => [0];

    /// <inheritdoc/>
    protected override void Run(LogSoftmax @operator, Step step) =>
        Kernel.LogSoftmax.Run(
            step.Pool,
            (float*)step.Inputs[0]!.Pointer,
            (float*)step.Outputs[0].Pointer,
            AlongAxis.Of(step.Inputs[0]!.Sizes, (int)@operator.Axis)
        );
}
