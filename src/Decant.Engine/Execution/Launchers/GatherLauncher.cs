using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Managed = Decant.Engine.Kernels.Managed;
using Reference = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Execution.Launchers;

/// <summary>Slices picked by index along an axis.</summary>
internal sealed unsafe class GatherLauncher : Launcher
{
    /// <inheritdoc/>
    public override void Run(Step step)
    {
        var (x, indices) = (step.Inputs[0]!, step.Inputs[1]!);
        var along = AlongAxis.Of(x.Sizes, (int)((Gather)step.Node.Operator).Axis);
        if (step.Kernels == KernelSet.Reference)
        {
            Reference.Gather.Run(x.Pointer, (long*)indices.Pointer, step.Outputs[0].Pointer, x.Type.Size(), along, indices.Count);
        }
        else
        {
            Managed.Gather.Run(step.Pool, x.Pointer, (long*)indices.Pointer, step.Outputs[0].Pointer, x.Type.Size(), along, indices.Count);
        }
    }
}
