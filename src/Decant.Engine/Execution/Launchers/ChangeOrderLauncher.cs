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
        var pixels = h * w;
        var (rows, columns) = ((ChangeOrder)step.Node.Operator).ToChannelsLast ? (c, pixels) : (pixels, c);

        // Not a list of three variables: unoptimised builds allocate for it.
        ReadOnlySpan<int> sizes = stackalloc int[] { n, rows, columns };
        var plan = MovePlan.Transpose(sizes, [0, 2, 1]);
        step.Move(x, step.Outputs[0], plan);
    }
}
