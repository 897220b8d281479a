using Decant.Engine.Kernels;
using Decant.Engine.Operators;

namespace Decant.Engine.Execution.Launchers;

/// <summary>The axes in another order.</summary>
internal sealed class TransposeLauncher : Launcher
{
    /// <inheritdoc/>
    public override void Run(Step step)
    {
        var x = step.Inputs[0]!;
        Span<int> order = stackalloc int[x.Sizes.Length];
        ((Transpose)step.Node.Operator).OrderOf(order);
        step.Move(x, step.Outputs[0], MovePlan.Transpose(x.Sizes, order));
    }
}
