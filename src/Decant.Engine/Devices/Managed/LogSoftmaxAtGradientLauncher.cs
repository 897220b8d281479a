using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.Managed;

namespace Decant.Engine.Devices.Managed;

/// <summary>The derivative of some elements of LogSoftmax by the logits, with what else is added to it.</summary>
internal sealed unsafe class LogSoftmaxAtGradientLauncher : ManagedLauncher<LogSoftmaxAtGradient>
{
    /// <inheritdoc/>
    public override ReadOnlySpan<int> InPlace => [1];

    /// <inheritdoc/>
    public override bool AddsInPlace => true;

    /// <inheritdoc/>
    protected override void Run(LogSoftmaxAtGradient @operator, Step step)
    {
        var (dy, x, indices, largest, logarithm) = (step.Inputs[0]!, step.Inputs[1]!, step.Inputs[2]!, step.Inputs[3]!, step.Inputs[4]!);
        Kernel.LogSoftmaxAt.Gradient(
            step.Pool,
            (float*)dy.Pointer,
            (float*)x.Pointer,
            (long*)indices.Pointer,
            (float*)largest.Pointer,
            (float*)logarithm.Pointer,
            step.In<float>(step.Form.Residual),
            (float*)step.Outputs[0].Pointer,
            largest.Count,
            x.Sizes[^1],
            indices.Sizes[^1]
        );
    }
}
