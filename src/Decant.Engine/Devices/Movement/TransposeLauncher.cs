using Decant.Engine.Kernels;
using Decant.Engine.Operators;

namespace Decant.Engine.Devices.Movement;

/// <summary>The axes in another order.</summary>
internal sealed class TransposeLauncher(Mover mover) : Launcher<Transpose>
{
    /// <inheritdoc/>
    protected override void Run(Transpose @operator, Step step)
    {
        var x = step.Inputs[0]!;
        Span<int> order = stackalloc int[x.Sizes.Length];
        @operator.OrderOf(order);
        mover.Run(step, x, step.Outputs[0], MovePlan.Transpose(x.Sizes, order));
    }
}
