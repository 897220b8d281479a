using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.Managed;

namespace Decant.Engine.Devices.Managed;

/// <summary>The mean over all pixels of a channel.</summary>
internal sealed unsafe class GlobalAveragePoolLauncher : ManagedLauncher<GlobalAveragePool>
{
    /// <inheritdoc/>
    protected override void Run(GlobalAveragePool @operator, Step step) =>
        Kernel.GlobalAveragePool.Run(
            step.Pool,
            (float*)step.Inputs[0]!.Pointer,
            (float*)step.Outputs[0].Pointer,
            step.Pixels(step.Inputs[0]!)
        );
}
