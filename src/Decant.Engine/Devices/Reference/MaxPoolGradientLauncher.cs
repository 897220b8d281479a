using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Devices.Reference;

/// <summary>Sends dy to the first largest element of each window.</summary>
internal sealed unsafe class MaxPoolGradientLauncher : PlainLauncher<MaxPoolGradient>
{
    /// <inheritdoc/>
    protected override void RunFloat<T>(MaxPoolGradient @operator, Step step) =>
        Kernel.MaxPool.Gradient(
            (T*)step.Inputs[0]!.Pointer,
            (T*)step.Inputs[1]!.Pointer,
            (T*)step.Outputs[0].Pointer,
            step.Pooling(@operator.Window, step.Outputs[0], step.Inputs[0]!)
        );
}
