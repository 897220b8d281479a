using Decant.Engine.Devices.Movement;
using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.Managed;

namespace Decant.Engine.Devices.Managed;

/// <summary>Copies along the axes in which the input has 1 or nothing, divided by their number when they are to average.</summary>
internal sealed unsafe class BroadcastToLauncher(Mover mover) : Launcher<BroadcastTo>
{
    /// <inheritdoc/>
    public override bool Takes(Node node) => !((BroadcastTo)node.Operator).Average || node.Outputs[0].Type == ElementType.Float32;

    /// <inheritdoc/>
    protected override void Run(BroadcastTo @operator, Step step)
    {
        if (!@operator.Average)
        {
            mover.Expand(step);
            return;
        }

        var (x, y) = (step.Inputs[0]!, step.Outputs[0]);
        var share = (float)((double)x.Count / Math.Max(1, y.Count));
        Kernel.Binary.Run(step.Pool, default(Kernel.Formulas.Mul), (float*)x.Pointer, &share, (float*)y.Pointer, step.Nest(scalar: true));
    }
}
