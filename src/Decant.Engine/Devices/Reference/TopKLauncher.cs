using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Devices.Reference;

/// <summary>The largest or smallest elements along an axis, and their positions.</summary>
internal sealed unsafe class TopKLauncher : PlainLauncher<TopK>
{
    /// <inheritdoc/>
    protected override void RunFloat<T>(TopK @operator, Step step)
    {
        var (x, y) = (step.Inputs[0]!, step.Outputs);
        Kernel.TopK.Run(
            (T*)x.Pointer,
            (T*)y[0].Pointer,
            (long*)y[1].Pointer,
            AlongAxis.Of(x.Sizes, (int)@operator.Axis),
            @operator.Count,
            @operator.Largest
        );
    }

    /// <inheritdoc/>
    protected override void RunWhole<T>(TopK @operator, Step step)
    {
        var (x, y) = (step.Inputs[0]!, step.Outputs);
        Kernel.TopK.Run(
            (T*)x.Pointer,
            (T*)y[0].Pointer,
            (long*)y[1].Pointer,
            AlongAxis.Of(x.Sizes, (int)@operator.Axis),
            @operator.Count,
            @operator.Largest
        );
    }
}
