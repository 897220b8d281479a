using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.Managed;

namespace Decant.Engine.Devices.Managed;

/// <summary>The mean of each window.</summary>
internal sealed unsafe class AveragePoolLauncher : ManagedLauncher<AveragePool>
{
    /// <inheritdoc/>
    protected override void Run(AveragePool @operator, Step step) =>
        Kernel.AveragePool.Run(
            step.Pool,
            (float*)step.Inputs[0]!.Pointer,
            (float*)step.Outputs[0].Pointer,
            step.Pooling(@operator.Window, step.Inputs[0]!, step.Outputs[0]),
            @operator.CountIncludePad
        );
}
