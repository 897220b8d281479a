using Decant.Engine.Operators;
using Managed = Decant.Engine.Kernels.Managed;
using Reference = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Execution.Launchers;

/// <summary>Spreads dy evenly over the elements of each window.</summary>
internal sealed unsafe class AveragePoolGradientLauncher : Launcher<AveragePoolGradient>
{
    /// <inheritdoc/>
    protected override void RunReference<T>(AveragePoolGradient @operator, Step step) => Reference.AveragePool.Gradient(
        (T*)step.Inputs[0]!.Pointer, (T*)step.Outputs[0].Pointer,
        step.Pooling(@operator.Window, step.Outputs[0], step.Inputs[0]!), @operator.CountIncludePad);

    /// <inheritdoc/>
    protected override void RunManaged(AveragePoolGradient @operator, Step step) => Managed.AveragePool.Gradient(
        step.Pool, (float*)step.Inputs[0]!.Pointer, (float*)step.Outputs[0].Pointer,
        step.Pooling(@operator.Window, step.Outputs[0], step.Inputs[0]!), @operator.CountIncludePad);
}
