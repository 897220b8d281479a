using Decant.Engine.Operators;
using Reference = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Execution.Launchers;

/// <summary>The mean over all pixels of a channel.</summary>
internal sealed unsafe class GlobalAveragePoolLauncher : Launcher<GlobalAveragePool>
{
    /// <inheritdoc/>
    protected override void RunReference<T>(GlobalAveragePool @operator, Step step) => Reference.GlobalAveragePool.Run(
        (T*)step.Inputs[0]!.Pointer, (T*)step.Outputs[0].Pointer, step.Pixels(step.Inputs[0]!));
}
