using Decant.Engine.Kernels;
using Decant.Engine.Operators;

namespace Decant.Engine.Execution.Launchers;

/// <summary>A part of a value.</summary>
internal sealed class SliceLauncher : Launcher
{
    /// <inheritdoc/>
    public override void Run(Step step)
    {
        var (x, y) = (step.Inputs[0]!, step.Outputs[0]);
        var rank = x.Sizes.Length;
        Span<int> start = stackalloc int[rank], count = stackalloc int[rank], stride = stackalloc int[rank];
        ((Slice)step.Node.Operator).RangesOf(x.Sizes, start, count, stride);
        step.Move(x, y, MovePlan.Slice(x.Sizes, start, stride, y.Sizes));
    }
}
