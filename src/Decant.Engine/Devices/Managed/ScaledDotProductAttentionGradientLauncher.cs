using Decant.Engine.Operators;
using static Decant.Engine.Devices.Reference.ScaledDotProductAttentionGradientLauncher;
using Kernel = Decant.Engine.Kernels.Managed;

namespace Decant.Engine.Devices.Managed;

/// <summary>The derivatives of attention.</summary>
internal sealed unsafe class ScaledDotProductAttentionGradientLauncher : ManagedLauncher<ScaledDotProductAttentionGradient>
{
    /// <inheritdoc/>
    protected override void Run(ScaledDotProductAttentionGradient @operator, Step step)
    {
        float* In(int input) => step.Inputs[input] is { } operand ? (float*)operand.Pointer : null;
        float* Out(int output) => (float*)step.Outputs[output].Pointer;
        Kernel.AttentionGradient.Run(
            step.Pool,
            In(0),
            In(1),
            In(2),
            In(3),
            In(4),
            In(5),
            In(6),
            Out(0),
            Out(1),
            Out(2),
            Sizes(@operator, step)
        );
    }
}
