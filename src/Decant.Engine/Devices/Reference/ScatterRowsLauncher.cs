using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Devices.Reference;

/// <summary>A table with some rows written anew.</summary>
internal sealed unsafe class ScatterRowsLauncher : Launcher<ScatterRows>
{
    /// <inheritdoc/>
    protected override void Run(ScatterRows @operator, Step step)
    {
        var (x, indices) = (step.Inputs[0]!, step.Inputs[1]!);
        Kernel.ScatterRows.Run(
            x.Pointer,
            (long*)indices.Pointer,
            step.Inputs[2]!.Pointer,
            step.Outputs[0].Pointer,
            x.Type.Size(),
            AlongAxis.Of(x.Sizes, 0),
            indices.Count
        );
    }
}
