using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Managed = Decant.Engine.Kernels.Managed;
using Reference = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Execution.Launchers;

/// <summary>A border of a constant.</summary>
internal sealed unsafe class PadLauncher : Launcher<Pad>
{
    /// <inheritdoc/>
    protected override void RunReference<T>(Pad @operator, Step step)
    {
        Span<int> begins = stackalloc int[LoopNest.MaxRank];
        var (x, y) = (step.Inputs[0]!, step.Outputs[0]);
        Reference.Pad.Run((T*)x.Pointer, (T*)y.Pointer, x.Sizes, Begins(@operator, begins), y.Sizes, PadMode.Constant, T.CreateChecked(@operator.Fill));
    }

    /// <inheritdoc/>
    protected override void RunWhole<T>(Pad @operator, Step step)
    {
        Span<int> begins = stackalloc int[LoopNest.MaxRank];
        var (x, y) = (step.Inputs[0]!, step.Outputs[0]);
        Reference.Pad.Run((T*)x.Pointer, (T*)y.Pointer, x.Sizes, Begins(@operator, begins), y.Sizes, PadMode.Constant, T.CreateSaturating(@operator.Fill));
    }

    /// <inheritdoc/>
    protected override void RunManaged(Pad @operator, Step step)
    {
        Span<int> begins = stackalloc int[LoopNest.MaxRank];
        var (x, y) = (step.Inputs[0]!, step.Outputs[0]);
        Managed.Pad.Run(step.Pool, (float*)x.Pointer, (float*)y.Pointer, x.Sizes, Begins(@operator, begins), y.Sizes, (float)@operator.Fill);
    }

    private static ReadOnlySpan<int> Begins(Pad @operator, Span<int> begins)
    {
        for (var axis = 0; axis < @operator.Before.Count; axis++)
        {
            begins[axis] = (int)@operator.Before[axis];
        }

        return begins[..@operator.Before.Count];
    }
}
