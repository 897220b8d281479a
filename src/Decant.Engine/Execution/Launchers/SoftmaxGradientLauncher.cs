using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Managed = Decant.Engine.Kernels.Managed;
using Reference = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Execution.Launchers;

/// <summary>The derivative of Softmax along an axis.</summary>
internal sealed unsafe class SoftmaxGradientLauncher : Launcher<SoftmaxGradient>
{
    /// <inheritdoc/>
    public override ReadOnlySpan<int> InPlace => [0];

    /// <inheritdoc/>
    protected override void RunReference<T>(SoftmaxGradient @operator, Step step) => Reference.Softmax.Gradient(
        (T*)step.Inputs[0]!.Pointer, (T*)step.Inputs[1]!.Pointer, (T*)step.Outputs[0].Pointer, AlongAxis.Of(step.Inputs[0]!.Sizes, (int)@operator.Axis));

    /// <inheritdoc/>
    protected override void RunManaged(SoftmaxGradient @operator, Step step) => Managed.Softmax.Gradient(
        step.Pool, (float*)step.Inputs[0]!.Pointer, (float*)step.Inputs[1]!.Pointer, (float*)step.Outputs[0].Pointer,
        AlongAxis.Of(step.Inputs[0]!.Sizes, (int)@operator.Axis));
}
