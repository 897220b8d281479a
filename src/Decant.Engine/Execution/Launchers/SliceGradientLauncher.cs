using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Reference = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Execution.Launchers;

/// <summary>dy in the place that it was taken from, zeros around it.</summary>
internal sealed unsafe class SliceGradientLauncher : Launcher
{
    /// <inheritdoc/>
    public override void Run(Step step)
    {
        var (dy, dx) = (step.Inputs[0]!, step.Outputs[0]);
        var (start, _, stride) = ((SliceGradient)step.Node.Operator).Slice.RangesOf(dx.Sizes);
        var size = dx.Type.Size();
        new Span<byte>(dx.Pointer, checked((int)(dx.Count * size))).Clear();
        Reference.Move.Run(dy.Pointer, dx.Pointer, size, MovePlan.Unslice(dx.Sizes, start, stride, dy.Sizes));
    }
}
