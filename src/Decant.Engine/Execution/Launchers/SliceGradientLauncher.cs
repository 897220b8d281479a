using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Operators;

namespace Decant.Engine.Execution.Launchers;

/// <summary>dy in the place that it was taken from, zeros around it.</summary>
internal sealed unsafe class SliceGradientLauncher : Launcher
{
    /// <inheritdoc/>
    public override void Run(Step step)
    {
        var (dy, dx) = (step.Inputs[0]!, step.Outputs[0]);
        var rank = dx.Sizes.Length;
        Span<int> start = stackalloc int[rank], count = stackalloc int[rank], stride = stackalloc int[rank];
        ((SliceGradient)step.Node.Operator).Slice.RangesOf(dx.Sizes, start, count, stride);
        new Span<byte>(dx.Pointer, checked((int)(dx.Count * dx.Type.Size()))).Clear();
        step.Move(dy, dx, MovePlan.Unslice(dx.Sizes, start, stride, dy.Sizes));
    }
}
