using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Devices.Reference;

/// <summary>The mean of each window.</summary>
internal sealed unsafe class AveragePoolLauncher : PlainLauncher<AveragePool>
{
    /// <inheritdoc/>
    protected override void RunFloat<T>(AveragePool @operator, Step step) =>
        Kernel.AveragePool.Run(
            (T*)step.Inputs[0]!.Pointer,
            (T*)step.Outputs[0].Pointer,
            step.Pooling(@operator.Window, step.Inputs[0]!, step.Outputs[0]),
            @operator.CountIncludePad
        );
}
