using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Reference = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Execution.Launchers;

/// <summary>A border of a constant.</summary>
internal sealed unsafe class PadLauncher : Launcher<Pad>
{
    /// <inheritdoc/>
    protected override void RunReference<T>(Pad @operator, Step step)
    {
        Span<int> begins = stackalloc int[LoopNest.MaxRank];
        for (var axis = 0; axis < @operator.Before.Count; axis++)
        {
            begins[axis] = (int)@operator.Before[axis];
        }

        var (x, y) = (step.Inputs[0]!, step.Outputs[0]);
        Reference.Pad.Run(
            (T*)x.Pointer, (T*)y.Pointer, x.Sizes, begins[..@operator.Before.Count], y.Sizes, PadMode.Constant, T.CreateChecked(@operator.Fill));
    }
}
