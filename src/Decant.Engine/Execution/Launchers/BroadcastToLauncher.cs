using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Managed = Decant.Engine.Kernels.Managed;
using Reference = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Execution.Launchers;

/// <summary>Copies along the axes in which the input has 1 or nothing, divided by their number when they are to average.</summary>
internal sealed unsafe class BroadcastToLauncher : Launcher<BroadcastTo>
{
    /// <inheritdoc/>
    public override void Run(Step step)
    {
        if (((BroadcastTo)step.Node.Operator).Average)
        {
            base.Run(step);
            return;
        }

        Span<int> from = stackalloc int[LoopNest.MaxRank], to = stackalloc int[LoopNest.MaxRank];
        var (x, y) = (step.Inputs[0]!, step.Outputs[0]);
        step.Move(x, y, MovePlan.Expand(step.SizesInMemory(x, from), step.SizesInMemory(y, to)));
    }

    /// <inheritdoc/>
    protected override void RunReference<T>(BroadcastTo @operator, Step step)
    {
        var (x, y) = (step.Inputs[0]!, step.Outputs[0]);
        var share = T.CreateChecked(x.Count) / T.CreateChecked(Math.Max(1, y.Count));
        Reference.Binary.Run<T, T, Reference.Formulas.Mul<T>>(default, (T*)x.Pointer, &share, (T*)y.Pointer, step.Nest(scalar: true));
    }

    /// <inheritdoc/>
    protected override void RunManaged(BroadcastTo @operator, Step step)
    {
        var (x, y) = (step.Inputs[0]!, step.Outputs[0]);
        var share = (float)((double)x.Count / Math.Max(1, y.Count));
        Managed.Binary.Run(step.Pool, default(Managed.Formulas.Mul), (float*)x.Pointer, &share, (float*)y.Pointer, step.Nest(scalar: true));
    }
}
