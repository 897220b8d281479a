using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Devices.Reference;

/// <summary>Adds each element of dy to the place that it was picked from.</summary>
internal sealed unsafe class GatherElementsGradientLauncher : PlainLauncher<GatherElementsGradient>
{
    /// <inheritdoc/>
    protected override void RunFloat<T>(GatherElementsGradient @operator, Step step)
    {
        var (dy, indices, dx) = (step.Inputs[0]!, step.Inputs[1]!, step.Outputs[0]);
        dx.Span<T>().Clear();
        Kernel.GatherElements.ScatterAdd(
            (T*)dy.Pointer,
            (long*)indices.Pointer,
            (T*)dx.Pointer,
            dx.Sizes,
            indices.Sizes,
            step.Node.Outputs[0].Shape.Axis(@operator.Axis)
        );
    }
}
