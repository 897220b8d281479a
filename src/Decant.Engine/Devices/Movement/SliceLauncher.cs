using Decant.Engine.Kernels;
using Decant.Engine.Operators;

namespace Decant.Engine.Devices.Movement;

/// <summary>A part of a value.</summary>
internal sealed class SliceLauncher(Mover mover) : Launcher<Slice>
{
    /// <inheritdoc/>
    protected override void Run(Slice @operator, Step step)
    {
        var (x, y) = (step.Inputs[0]!, step.Outputs[0]);
        var rank = x.Sizes.Length;
        Span<int> start = stackalloc int[rank],
            count = stackalloc int[rank],
            stride = stackalloc int[rank];
        @operator.RangesOf(x.Sizes, start, count, stride);
        if (@operator.Length is not null)
        {
            RequireEnough(@operator, x, y);
        }

        mover.Run(step, x, y, MovePlan.Slice(x.Sizes, start, stride, y.Sizes));
    }

    private static void RequireEnough(Slice slice, Operand x, Operand y)
    {
        for (var axis = 0; axis < x.Sizes.Length; axis++)
        {
            if (y.Sizes[axis] > x.Sizes[axis])
            {
                throw new DecantException(
                    $"Run: '{y.Value.Name}' takes the first {slice.Length} = {y.Sizes[axis]} of {x.Sizes[axis]} "
                        + $"elements along axis {axis} of '{x.Value.Name}'. "
                        + $"Run with a {slice.Length} of at most {x.Sizes[axis]}."
                );
            }
        }
    }
}
