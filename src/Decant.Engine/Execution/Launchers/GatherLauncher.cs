using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Reference = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Execution.Launchers;

/// <summary>Slices picked by index along an axis.</summary>
internal sealed unsafe class GatherLauncher : Launcher
{
    /// <inheritdoc/>
    public override void Run(Step step)
    {
        var (x, indices) = (step.Inputs[0]!, step.Inputs[1]!);
        Reference.Gather.Run(
            x.Pointer, (long*)indices.Pointer, step.Outputs[0].Pointer, x.Type.Size(),
            AlongAxis.Of(x.Sizes, (int)((Gather)step.Node.Operator).Axis), indices.Count);
    }
}
