using Decant.Engine.Operators;
using Managed = Decant.Engine.Kernels.Managed;
using Reference = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Execution.Launchers;

/// <summary>Sends dy to the first largest element of each window.</summary>
internal sealed unsafe class MaxPoolGradientLauncher : Launcher<MaxPoolGradient>
{
    /// <inheritdoc/>
    protected override void RunReference<T>(MaxPoolGradient @operator, Step step) => Reference.MaxPool.Gradient(
        (T*)step.Inputs[0]!.Pointer, (T*)step.Inputs[1]!.Pointer, (T*)step.Outputs[0].Pointer,
        step.Pooling(@operator.Window, step.Outputs[0], step.Inputs[0]!));

    /// <inheritdoc/>
    protected override void RunManaged(MaxPoolGradient @operator, Step step) => Managed.MaxPool.Gradient(
        step.Pool, (float*)step.Inputs[0]!.Pointer, (float*)step.Inputs[1]!.Pointer, (float*)step.Outputs[0].Pointer,
        step.Pooling(@operator.Window, step.Outputs[0], step.Inputs[0]!));
}
