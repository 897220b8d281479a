using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.Managed;

namespace Decant.Engine.Devices.Managed;

/// <summary>Sends dy to the first largest element of each window.</summary>
internal sealed unsafe class MaxPoolGradientLauncher : ManagedLauncher<MaxPoolGradient>
{
    /// <inheritdoc/>
    protected override void Run(MaxPoolGradient @operator, Step step) =>
        Kernel.MaxPool.Gradient(
            step.Pool,
            (float*)step.Inputs[0]!.Pointer,
            (float*)step.Inputs[1]!.Pointer,
            (float*)step.Outputs[0].Pointer,
            step.Pooling(@operator.Window, step.Outputs[0], step.Inputs[0]!)
        );
}
