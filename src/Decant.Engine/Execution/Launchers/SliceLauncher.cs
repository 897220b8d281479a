using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Reference = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Execution.Launchers;

/// <summary>A part of a value.</summary>
internal sealed unsafe class SliceLauncher : Launcher
{
    /// <inheritdoc/>
    public override void Run(Step step)
    {
        var (x, y) = (step.Inputs[0]!, step.Outputs[0]);
        var (start, _, stride) = ((Slice)step.Node.Operator).RangesOf(x.Sizes);
        Reference.Move.Run(x.Pointer, y.Pointer, x.Type.Size(), MovePlan.Slice(x.Sizes, start, stride, y.Sizes));
    }
}
