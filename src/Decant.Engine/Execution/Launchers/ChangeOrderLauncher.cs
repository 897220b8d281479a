using Decant.Engine.Kernels;
using Decant.Engine.Operators;

namespace Decant.Engine.Execution.Launchers;

/// <summary>An image copied from N, C, H, W to N, H, W, C or back.</summary>
internal sealed class ChangeOrderLauncher : Launcher
{
    /// <inheritdoc/>
    public override void Run(Step step)
    {
        var x = step.Inputs[0]!;
        var (n, c, h, w) = (x.Sizes[0], x.Sizes[1], x.Sizes[2], x.Sizes[3]);
        var plan = ((ChangeOrder)step.Node.Operator).ToChannelsLast
            ? MovePlan.Transpose([n, c, h * w], [0, 2, 1])
            : MovePlan.Transpose([n, h * w, c], [0, 2, 1]);
        step.Move(x, step.Outputs[0], plan);
    }
}
