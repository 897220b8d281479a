using Decant.Engine.Operators;
using Managed = Decant.Engine.Kernels.Managed;
using Reference = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Execution.Launchers;

/// <summary>The largest element of each window.</summary>
internal sealed unsafe class MaxPoolLauncher : Launcher<MaxPool>
{
    /// <inheritdoc/>
    protected override void RunReference<T>(MaxPool @operator, Step step) => Reference.MaxPool.Run(
        (T*)step.Inputs[0]!.Pointer, (T*)step.Outputs[0].Pointer, null, step.Pooling(@operator.Window, step.Inputs[0]!, step.Outputs[0]));

    /// <inheritdoc/>
    protected override void RunManaged(MaxPool @operator, Step step) => Managed.MaxPool.Run(
        step.Pool, (float*)step.Inputs[0]!.Pointer, (float*)step.Outputs[0].Pointer,
        step.Pooling(@operator.Window, step.Inputs[0]!, step.Outputs[0]));
}
