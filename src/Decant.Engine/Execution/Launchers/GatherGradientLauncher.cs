using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Managed = Decant.Engine.Kernels.Managed;
using Reference = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Execution.Launchers;

/// <summary>Adds each slice of dy to the place that it was picked from.</summary>
internal sealed unsafe class GatherGradientLauncher : Launcher<GatherGradient>
{
    /// <inheritdoc/>
    protected override void RunReference<T>(GatherGradient @operator, Step step)
    {
        var (indices, dx) = (step.Inputs[1]!, step.Outputs[0]);
        Reference.Gather.Gradient(
            (T*)step.Inputs[0]!.Pointer, (long*)indices.Pointer, (T*)dx.Pointer, AlongAxis.Of(dx.Sizes, (int)@operator.Axis), indices.Count);
    }

    /// <inheritdoc/>
    protected override void RunManaged(GatherGradient @operator, Step step)
    {
        var (indices, dx) = (step.Inputs[1]!, step.Outputs[0]);
        Managed.Gather.Gradient(
            step.Pool, (float*)step.Inputs[0]!.Pointer, (long*)indices.Pointer, (float*)dx.Pointer, AlongAxis.Of(dx.Sizes, (int)@operator.Axis), indices.Count);
    }
}
