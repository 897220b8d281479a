using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Reference = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Execution.Launchers;

/// <summary>A table with some rows written anew.</summary>
internal sealed unsafe class ScatterRowsLauncher : Launcher
{
    /// <inheritdoc/>
    public override void Run(Step step)
    {
        var (x, indices) = (step.Inputs[0]!, step.Inputs[1]!);
        Reference.ScatterRows.Run(
            x.Pointer, (long*)indices.Pointer, step.Inputs[2]!.Pointer, step.Outputs[0].Pointer, x.Type.Size(), AlongAxis.Of(x.Sizes, 0), indices.Count);
    }
}
