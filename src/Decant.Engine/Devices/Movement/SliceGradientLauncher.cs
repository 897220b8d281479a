using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Operators;

namespace Decant.Engine.Devices.Movement;

/// <summary>dy in the place that it was taken from, zeros around it.</summary>
internal sealed unsafe class SliceGradientLauncher(Mover mover) : Launcher<SliceGradient>
{
    /// <inheritdoc/>
    protected override void Run(SliceGradient @operator, Step step)
    {
        var (dy, dx) = (step.Inputs[0]!, step.Outputs[0]);
        var rank = dx.Sizes.Length;
        Span<int> start = stackalloc int[rank],
            count = stackalloc int[rank],
            stride = stackalloc int[rank];
        @operator.Slice.RangesOf(dx.Sizes, start, count, stride);
        new Span<byte>(dx.Pointer, checked((int)(dx.Count * dx.Type.Size()))).Clear();
        mover.Run(step, dy, dx, MovePlan.Unslice(dx.Sizes, start, stride, dy.Sizes));
    }
}
