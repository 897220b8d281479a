using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.Managed;

namespace Decant.Engine.Devices.Managed;

/// <summary>Softmax along an axis.</summary>
internal sealed unsafe class SoftmaxLauncher : ManagedLauncher<Softmax>
{
    /// <inheritdoc/>
    public override ReadOnlySpan<int> InPlace => [0];

    /// <inheritdoc/>
    protected override void Run(Softmax @operator, Step step) =>
        Kernel.Softmax.Run(
            step.Pool,
            (float*)step.Inputs[0]!.Pointer,
            (float*)step.Outputs[0].Pointer,
            AlongAxis.Of(step.Inputs[0]!.Sizes, (int)@operator.Axis)
        );
}
