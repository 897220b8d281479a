using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.Managed;

namespace Decant.Engine.Devices.Managed;

/// <summary>Spreads dy evenly over the elements of each window.</summary>
internal sealed unsafe class AveragePoolGradientLauncher : ManagedLauncher<AveragePoolGradient>
{
    /// <inheritdoc/>
    protected override void Run(AveragePoolGradient @operator, Step step) =>
        Kernel.AveragePool.Gradient(
            step.Pool,
            (float*)step.Inputs[0]!.Pointer,
            (float*)step.Outputs[0].Pointer,
            step.Pooling(@operator.Window, step.Outputs[0], step.Inputs[0]!),
            @operator.CountIncludePad
        );
}
