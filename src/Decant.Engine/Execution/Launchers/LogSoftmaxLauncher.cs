using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Managed = Decant.Engine.Kernels.Managed;
using Reference = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Execution.Launchers;

/// <summary>LogSoftmax along an axis.</summary>
internal sealed unsafe class LogSoftmaxLauncher : Launcher<LogSoftmax>
{
    /// <inheritdoc/>
    public override ReadOnlySpan<int> InPlace => [0];

    /// <inheritdoc/>
    protected override void RunReference<T>(LogSoftmax @operator, Step step) => Reference.LogSoftmax.Run(
        (T*)step.Inputs[0]!.Pointer, (T*)step.Outputs[0].Pointer, AlongAxis.Of(step.Inputs[0]!.Sizes, (int)@operator.Axis));

    /// <inheritdoc/>
    protected override void RunManaged(LogSoftmax @operator, Step step) => Managed.LogSoftmax.Run(
        step.Pool, (float*)step.Inputs[0]!.Pointer, (float*)step.Outputs[0].Pointer, AlongAxis.Of(step.Inputs[0]!.Sizes, (int)@operator.Axis));
}
