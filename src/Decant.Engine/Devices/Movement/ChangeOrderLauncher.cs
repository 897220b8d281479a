using Decant.Engine.Kernels;
using Decant.Engine.Operators;

namespace Decant.Engine.Devices.Movement;

/// <summary>An image copied from N, C, H, W to N, H, W, C or back.</summary>
internal sealed class ChangeOrderLauncher(Mover mover) : Launcher<ChangeOrder>
{
    /// <inheritdoc/>
    protected override void Run(ChangeOrder @operator, Step step)
    {
        var x = step.Inputs[0]!;
        var (n, c, h, w) = (x.Sizes[0], x.Sizes[1], x.Sizes[2], x.Sizes[3]);
        var pixels = h * w;
        var (rows, columns) = @operator.ToChannelsLast ? (c, pixels) : (pixels, c);

        // Filled one by one: unoptimised builds allocate for a list.
        Span<int> sizes = stackalloc int[3];
        (sizes[0], sizes[1], sizes[2]) = (n, rows, columns);
        Span<int> order = stackalloc int[3];
        (order[0], order[1], order[2]) = (0, 2, 1);
        var plan = MovePlan.Transpose(sizes, order);
        mover.Run(step, x, step.Outputs[0], plan);
    }
}
