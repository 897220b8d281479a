using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Devices.Reference;

/// <summary>The largest element of each window.</summary>
internal sealed unsafe class MaxPoolLauncher : PlainLauncher<MaxPool>
{
    /// <inheritdoc/>
    protected override void RunFloat<T>(MaxPool @operator, Step step) =>
        Kernel.MaxPool.Run(
            (T*)step.Inputs[0]!.Pointer,
            (T*)step.Outputs[0].Pointer,
            null,
            step.Pooling(@operator.Window, step.Inputs[0]!, step.Outputs[0])
        );
}
