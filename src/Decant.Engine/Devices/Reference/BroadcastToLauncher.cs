using Decant.Engine.Devices.Movement;
using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Devices.Reference;

/// <summary>Copies along the axes in which the input has 1 or nothing, divided by their number when they are to average.</summary>
internal sealed unsafe class BroadcastToLauncher(Mover mover) : PlainLauncher<BroadcastTo>
{
    /// <inheritdoc/>
    protected override void Run(BroadcastTo @operator, Step step)
    {
        if (@operator.Average)
        {
            base.Run(@operator, step);
        }
        else
        {
            mover.Expand(step);
        }
    }

    /// <inheritdoc/>
    protected override void RunFloat<T>(BroadcastTo @operator, Step step)
    {
        var (x, y) = (step.Inputs[0]!, step.Outputs[0]);
        var share = T.CreateChecked(x.Count) / T.CreateChecked(Math.Max(1, y.Count));
        Kernel.Binary.Run<T, T, Kernel.Formulas.Mul<T>>(default, (T*)x.Pointer, &share, (T*)y.Pointer, step.Nest(scalar: true));
    }
}
