using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Devices.Reference;

/// <summary>The mean over all pixels of a channel.</summary>
internal sealed unsafe class GlobalAveragePoolLauncher : PlainLauncher<GlobalAveragePool>
{
    /// <inheritdoc/>
    protected override void RunFloat<T>(GlobalAveragePool @operator, Step step) =>
        Kernel.GlobalAveragePool.Run((T*)step.Inputs[0]!.Pointer, (T*)step.Outputs[0].Pointer, step.Pixels(step.Inputs[0]!));
}
