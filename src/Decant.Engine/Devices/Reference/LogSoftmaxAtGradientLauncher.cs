using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Devices.Reference;

/// <summary>The derivative of some elements of LogSoftmax by the logits, with what else is added to it.</summary>
internal sealed unsafe class LogSoftmaxAtGradientLauncher : PlainLauncher<LogSoftmaxAtGradient>
{
    /// <inheritdoc/>
    public override ReadOnlySpan<int> InPlace => [1];

    /// <inheritdoc/>
    protected override void RunFloat<T>(LogSoftmaxAtGradient @operator, Step step)
    {
        var (dy, x, indices, largest, logarithm) = (step.Inputs[0]!, step.Inputs[1]!, step.Inputs[2]!, step.Inputs[3]!, step.Inputs[4]!);
        Kernel.LogSoftmaxAt.Gradient(
            (T*)dy.Pointer,
            (T*)x.Pointer,
            (long*)indices.Pointer,
            (T*)largest.Pointer,
            (T*)logarithm.Pointer,
            null,
            (T*)step.Outputs[0].Pointer,
            largest.Count,
            x.Sizes[^1],
            indices.Sizes[^1]
        );
    }
}
