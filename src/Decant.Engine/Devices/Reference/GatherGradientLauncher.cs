using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Devices.Reference;

/// <summary>Adds each slice of dy to the place that it was picked from.</summary>
internal sealed unsafe class GatherGradientLauncher : PlainLauncher<GatherGradient>
{
    /// <inheritdoc/>
    protected override void RunFloat<T>(GatherGradient @operator, Step step)
    {
        var (indices, dx) = (step.Inputs[1]!, step.Outputs[0]);
        Kernel.Gather.Gradient(
            (T*)step.Inputs[0]!.Pointer,
            (long*)indices.Pointer,
            (T*)dx.Pointer,
            AlongAxis.Of(dx.Sizes, (int)@operator.Axis),
            indices.Count
        );
    }
}
