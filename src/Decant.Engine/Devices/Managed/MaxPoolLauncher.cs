using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.Managed;

namespace Decant.Engine.Devices.Managed;

/// <summary>The largest element of each window.</summary>
internal sealed unsafe class MaxPoolLauncher : ManagedLauncher<MaxPool>
{
    /// <inheritdoc/>
    protected override void Run(MaxPool @operator, Step step) =>
        Kernel.MaxPool.Run(
            step.Pool,
            (float*)step.Inputs[0]!.Pointer,
            (float*)step.Outputs[0].Pointer,
            step.Pooling(@operator.Window, step.Inputs[0]!, step.Outputs[0])
        );
}
