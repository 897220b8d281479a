using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Devices.Reference;

/// <summary>Softmax along an axis.</summary>
internal sealed unsafe class SoftmaxLauncher : PlainLauncher<Softmax>
{
    /// <inheritdoc/>
    public override ReadOnlySpan<int> InPlace => [0];

    /// <inheritdoc/>
    protected override void RunFloat<T>(Softmax @operator, Step step) =>
        Kernel.Softmax.Run(
            (T*)step.Inputs[0]!.Pointer,
            (T*)step.Outputs[0].Pointer,
            AlongAxis.Of(step.Inputs[0]!.Sizes, (int)@operator.Axis)
        );
}
