using Decant.Engine.Operators;
using Reference = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Execution.Launchers;

/// <summary>The mean of each window.</summary>
internal sealed unsafe class AveragePoolLauncher : Launcher<AveragePool>
{
    /// <inheritdoc/>
    protected override void RunReference<T>(AveragePool @operator, Step step) => Reference.AveragePool.Run(
        (T*)step.Inputs[0]!.Pointer, (T*)step.Outputs[0].Pointer,
        step.Pooling(@operator.Window, step.Inputs[0]!, step.Outputs[0]), @operator.CountIncludePad);
}
