using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.Managed;

namespace Decant.Engine.Devices.Managed;

/// <summary>The largest or smallest elements along an axis, and their positions.</summary>
internal sealed unsafe class TopKLauncher : ManagedLauncher<TopK>
{
    /// <inheritdoc/>
    protected override void Run(TopK @operator, Step step)
    {
        var (x, y) = (step.Inputs[0]!, step.Outputs);
        Kernel.TopK.Run(
            step.Pool,
            (float*)x.Pointer,
            (float*)y[0].Pointer,
            (long*)y[1].Pointer,
            AlongAxis.Of(x.Sizes, (int)@operator.Axis),
            @operator.Count,
            @operator.Largest
        );
    }
}
