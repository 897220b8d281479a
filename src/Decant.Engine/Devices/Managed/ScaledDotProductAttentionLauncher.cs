using Decant.Engine.Operators;
using static Decant.Engine.Devices.Reference.ScaledDotProductAttentionLauncher;
using Kernel = Decant.Engine.Kernels.Managed;

namespace Decant.Engine.Devices.Managed;

/// <summary>softmax(scale·Q·Kᵀ + mask)·V for every head.</summary>
internal sealed unsafe class ScaledDotProductAttentionLauncher : ManagedLauncher<ScaledDotProductAttention>
{
    /// <inheritdoc/>
    protected override void Run(ScaledDotProductAttention @operator, Step step)
    {
        float* In(int input) => (float*)step.Inputs[input]!.Pointer;
        var mask = Mask(step);
        Kernel.Attention.Run(
            step.Pool,
            In(0),
            In(1),
            In(2),
            mask is null ? null : (float*)mask.Pointer,
            (float*)step.Outputs[0].Pointer,
            (float*)step.Outputs[1].Pointer,
            Sizes(@operator, step)
        );
    }
}
