using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Devices.Reference;

/// <summary>The derivative of the divergence by the second row of logits.</summary>
internal sealed unsafe class SoftmaxDivergenceGradientLauncher : PlainLauncher<SoftmaxDivergenceGradient>
{
    /// <inheritdoc/>
    public override ReadOnlySpan<int> InPlace => [2, 1];

    /// <inheritdoc/>
    protected override void RunFloat<T>(SoftmaxDivergenceGradient @operator, Step step)
    {
        var x = step.Inputs[1]!;
        Kernel.SoftmaxDivergence.Gradient(
            (T*)step.Inputs[0]!.Pointer,
            (T*)x.Pointer,
            (T*)step.Inputs[2]!.Pointer,
            double.CreateTruncating(*(T*)step.Inputs[3]!.Pointer),
            (T*)step.Inputs[4]!.Pointer,
            null,
            (T*)step.Outputs[0].Pointer,
            x.Sizes[0],
            x.Sizes[1]
        );
    }
}
