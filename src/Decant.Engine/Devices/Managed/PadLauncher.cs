using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using static Decant.Engine.Devices.Reference.PadLauncher;
using Kernel = Decant.Engine.Kernels.Managed;

namespace Decant.Engine.Devices.Managed;

/// <summary>A border of a constant.</summary>
internal sealed unsafe class PadLauncher : ManagedLauncher<Pad>
{
    /// <inheritdoc/>
    protected override void Run(Pad @operator, Step step)
    {
        Span<int> begins = stackalloc int[LoopNest.MaxRank];
        var (x, y) = (step.Inputs[0]!, step.Outputs[0]);
        Kernel.Pad.Run(step.Pool, (float*)x.Pointer, (float*)y.Pointer, x.Sizes, Begins(@operator, begins), y.Sizes, (float)@operator.Fill);
    }
}
