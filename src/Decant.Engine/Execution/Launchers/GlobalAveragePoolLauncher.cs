using Decant.Engine.Operators;
using Managed = Decant.Engine.Kernels.Managed;
using Reference = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Execution.Launchers;

/// <summary>The mean over all pixels of a channel.</summary>
internal sealed unsafe class GlobalAveragePoolLauncher : Launcher<GlobalAveragePool>
{
    /// <inheritdoc/>
    protected override void RunReference<T>(GlobalAveragePool @operator, Step step) => Reference.GlobalAveragePool.Run(
        (T*)step.Inputs[0]!.Pointer, (T*)step.Outputs[0].Pointer, step.Pixels(step.Inputs[0]!));

    /// <inheritdoc/>
    protected override void RunManaged(GlobalAveragePool @operator, Step step) => Managed.GlobalAveragePool.Run(
        step.Pool, (float*)step.Inputs[0]!.Pointer, (float*)step.Outputs[0].Pointer, step.Pixels(step.Inputs[0]!));
}
