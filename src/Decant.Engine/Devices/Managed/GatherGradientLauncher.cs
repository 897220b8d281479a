using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.Managed;

namespace Decant.Engine.Devices.Managed;

/// <summary>Adds each slice of dy to the place that it was picked from.</summary>
internal sealed unsafe class GatherGradientLauncher : ManagedLauncher<GatherGradient>
{
    /// <inheritdoc/>
    protected override void Run(GatherGradient @operator, Step step)
    {
        var (indices, dx) = (step.Inputs[1]!, step.Outputs[0]);
        Kernel.Gather.Gradient(
            step.Pool,
            (float*)step.Inputs[0]!.Pointer,
            (long*)indices.Pointer,
            (float*)dx.Pointer,
            AlongAxis.Of(dx.Sizes, (int)@operator.Axis),
            indices.Count
        );
    }
}
