using Decant.Engine.Operators;
using Reference = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Execution.Launchers;

/// <summary>One element for every index along an axis.</summary>
internal sealed unsafe class GatherElementsLauncher : Launcher<GatherElements>
{
    /// <inheritdoc/>
    protected override void RunReference<T>(GatherElements @operator, Step step)
    {
        var (x, indices) = (step.Inputs[0]!, step.Inputs[1]!);
        Reference.GatherElements.Run(
            (T*)x.Pointer, (long*)indices.Pointer, (T*)step.Outputs[0].Pointer, x.Sizes, indices.Sizes, step.Node.Inputs[0]!.Shape.Axis(@operator.Axis));
    }
}
