using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Devices.Reference;

/// <summary>The derivatives of attention.</summary>
internal sealed unsafe class ScaledDotProductAttentionGradientLauncher : PlainLauncher<ScaledDotProductAttentionGradient>
{
    /// <inheritdoc/>
    protected override void RunFloat<T>(ScaledDotProductAttentionGradient @operator, Step step)
    {
        T* In(int input) => step.Inputs[input] is { } operand ? (T*)operand.Pointer : null;
        T* Out(int output) => (T*)step.Outputs[output].Pointer;
        Kernel.Attention.Gradient(In(0), In(1), In(2), In(3), In(4), In(5), In(6), Out(0), Out(1), Out(2), Sizes(@operator, step));
    }

    /// <summary>Sizes from those of the operands.</summary>
    public static AttentionSizes Sizes(ScaledDotProductAttentionGradient gradient, Step step) =>
        ScaledDotProductAttentionLauncher.Sizes(
            step.Inputs[1]!,
            step.Inputs[2]!,
            step.Inputs[3]!,
            step.Inputs[4],
            gradient.Scale,
            gradient.PositionsFirst,
            gradient.Causal
        );
}
