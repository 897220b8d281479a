using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Reference = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Execution.Launchers;

/// <summary>The derivative of LogSoftmax along an axis.</summary>
internal sealed unsafe class LogSoftmaxGradientLauncher : Launcher<LogSoftmaxGradient>
{
    /// <inheritdoc/>
    protected override void RunReference<T>(LogSoftmaxGradient @operator, Step step) => Reference.LogSoftmax.Gradient(
        (T*)step.Inputs[0]!.Pointer, (T*)step.Inputs[1]!.Pointer, (T*)step.Outputs[0].Pointer, AlongAxis.Of(step.Inputs[0]!.Sizes, (int)@operator.Axis));
}
