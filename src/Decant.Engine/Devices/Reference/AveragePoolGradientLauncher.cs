using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Devices.Reference;

/// <summary>Spreads dy evenly over the elements of each window.</summary>
internal sealed unsafe class AveragePoolGradientLauncher : PlainLauncher<AveragePoolGradient>
{
    /// <inheritdoc/>
    protected override void RunFloat<T>(AveragePoolGradient @operator, Step step) =>
        Kernel.AveragePool.Gradient(
            (T*)step.Inputs[0]!.Pointer,
            (T*)step.Outputs[0].Pointer,
            step.Pooling(@operator.Window, step.Outputs[0], step.Inputs[0]!),
            @operator.CountIncludePad
        );
}
