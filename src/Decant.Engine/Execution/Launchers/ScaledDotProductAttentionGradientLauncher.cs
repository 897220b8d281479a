using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Managed = Decant.Engine.Kernels.Managed;
using Reference = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Execution.Launchers;

/// <summary>The derivatives of attention.</summary>
internal sealed unsafe class ScaledDotProductAttentionGradientLauncher : Launcher<ScaledDotProductAttentionGradient>
{
    /// <inheritdoc/>
    protected override void RunReference<T>(ScaledDotProductAttentionGradient @operator, Step step)
    {
        T* In(int input) => step.Inputs[input] is { } operand ? (T*)operand.Pointer : null;
        T* Out(int output) => (T*)step.Outputs[output].Pointer;
        Reference.Attention.Gradient(In(0), In(1), In(2), In(3), In(4), In(5), In(6), Out(0), Out(1), Out(2), Sizes(@operator, step));
    }

    /// <inheritdoc/>
    protected override void RunManaged(ScaledDotProductAttentionGradient @operator, Step step)
    {
        float* In(int input) => step.Inputs[input] is { } operand ? (float*)operand.Pointer : null;
        float* Out(int output) => (float*)step.Outputs[output].Pointer;
        Managed.AttentionGradient.Run(step.Pool, In(0), In(1), In(2), In(3), In(4), In(5), In(6), Out(0), Out(1), Out(2), Sizes(@operator, step));
    }

    private static AttentionSizes Sizes(ScaledDotProductAttentionGradient gradient, Step step) => ScaledDotProductAttentionLauncher.Sizes(
        step.Inputs[1]!, step.Inputs[2]!, step.Inputs[3]!, step.Inputs[4], gradient.Scale, gradient.PositionsFirst, gradient.Causal);
}
