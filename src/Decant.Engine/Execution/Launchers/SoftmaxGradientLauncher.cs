using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Reference = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Execution.Launchers;

/// <summary>The derivative of Softmax along an axis.</summary>
internal sealed unsafe class SoftmaxGradientLauncher : Launcher<SoftmaxGradient>
{
    /// <inheritdoc/>
    protected override void RunReference<T>(SoftmaxGradient @operator, Step step) => Reference.Softmax.Gradient(
        (T*)step.Inputs[0]!.Pointer, (T*)step.Inputs[1]!.Pointer, (T*)step.Outputs[0].Pointer, AlongAxis.Of(step.Inputs[0]!.Sizes, (int)@operator.Axis));
}
