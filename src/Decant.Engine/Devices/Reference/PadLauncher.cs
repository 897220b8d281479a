using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Devices.Reference;

/// <summary>A border of a constant.</summary>
internal sealed unsafe class PadLauncher : PlainLauncher<Pad>
{
    /// <inheritdoc/>
    protected override void RunFloat<T>(Pad @operator, Step step)
    {
        Span<int> begins = stackalloc int[LoopNest.MaxRank];
        var (x, y) = (step.Inputs[0]!, step.Outputs[0]);
        Kernel.Pad.Run(
            (T*)x.Pointer,
            (T*)y.Pointer,
            x.Sizes,
            Begins(@operator, begins),
            y.Sizes,
            PadMode.Constant,
            T.CreateChecked(@operator.Fill)
        );
    }

    /// <inheritdoc/>
    protected override void RunWhole<T>(Pad @operator, Step step)
    {
        Span<int> begins = stackalloc int[LoopNest.MaxRank];
        var (x, y) = (step.Inputs[0]!, step.Outputs[0]);
        Kernel.Pad.Run(
            (T*)x.Pointer,
            (T*)y.Pointer,
            x.Sizes,
            Begins(@operator, begins),
            y.Sizes,
            PadMode.Constant,
            T.CreateSaturating(@operator.Fill)
        );
    }

    /// <summary>The width of the border in front of each axis.</summary>
    public static ReadOnlySpan<int> Begins(Pad @operator, Span<int> begins)
    {
        for (var axis = 0; axis < @operator.Before.Count; axis++)
        {
            begins[axis] = (int)@operator.Before[axis];
        }

        return begins[..@operator.Before.Count];
    }
}
