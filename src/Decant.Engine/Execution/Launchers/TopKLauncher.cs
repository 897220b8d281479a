using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Managed = Decant.Engine.Kernels.Managed;
using Reference = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Execution.Launchers;

/// <summary>The largest or smallest elements along an axis, and their positions.</summary>
internal sealed unsafe class TopKLauncher : Launcher<TopK>
{
    /// <inheritdoc/>
    protected override void RunReference<T>(TopK @operator, Step step)
    {
        var (x, y) = (step.Inputs[0]!, step.Outputs);
        Reference.TopK.Run((T*)x.Pointer, (T*)y[0].Pointer, (long*)y[1].Pointer, AlongAxis.Of(x.Sizes, (int)@operator.Axis), @operator.Count, @operator.Largest);
    }

    /// <inheritdoc/>
    protected override void RunWhole<T>(TopK @operator, Step step)
    {
        var (x, y) = (step.Inputs[0]!, step.Outputs);
        Reference.TopK.Run((T*)x.Pointer, (T*)y[0].Pointer, (long*)y[1].Pointer, AlongAxis.Of(x.Sizes, (int)@operator.Axis), @operator.Count, @operator.Largest);
    }

    /// <inheritdoc/>
    protected override void RunManaged(TopK @operator, Step step)
    {
        var (x, y) = (step.Inputs[0]!, step.Outputs);
        Managed.TopK.Run(
            step.Pool, (float*)x.Pointer, (float*)y[0].Pointer, (long*)y[1].Pointer, AlongAxis.Of(x.Sizes, (int)@operator.Axis), @operator.Count, @operator.Largest);
    }
}
