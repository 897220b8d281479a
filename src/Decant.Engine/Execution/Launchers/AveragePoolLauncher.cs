using Decant.Engine.Operators;
using Managed = Decant.Engine.Kernels.Managed;
using Reference = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Execution.Launchers;

/// <summary>The mean of each window.</summary>
internal sealed unsafe class AveragePoolLauncher : Launcher<AveragePool>
{
    /// <inheritdoc/>
    protected override void RunReference<T>(AveragePool @operator, Step step) => Reference.AveragePool.Run(
        (T*)step.Inputs[0]!.Pointer, (T*)step.Outputs[0].Pointer,
        step.Pooling(@operator.Window, step.Inputs[0]!, step.Outputs[0]), @operator.CountIncludePad);

    /// <inheritdoc/>
    protected override void RunManaged(AveragePool @operator, Step step) => Managed.AveragePool.Run(
        step.Pool, (float*)step.Inputs[0]!.Pointer, (float*)step.Outputs[0].Pointer,
        step.Pooling(@operator.Window, step.Inputs[0]!, step.Outputs[0]), @operator.CountIncludePad);
}
