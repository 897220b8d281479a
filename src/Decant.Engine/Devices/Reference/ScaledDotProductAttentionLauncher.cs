using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Devices.Reference;

/// <summary>softmax(scale·Q·Kᵀ + mask)·V for every head.</summary>
internal sealed unsafe class ScaledDotProductAttentionLauncher : PlainLauncher<ScaledDotProductAttention>
{
    /// <inheritdoc/>
    protected override void RunFloat<T>(ScaledDotProductAttention @operator, Step step)
    {
        T* In(int input) => (T*)step.Inputs[input]!.Pointer;
        var mask = Mask(step);
        Kernel.Attention.Run(
            In(0),
            In(1),
            In(2),
            mask is null ? null : (T*)mask.Pointer,
            (T*)step.Outputs[0].Pointer,
            (T*)step.Outputs[1].Pointer,
            Sizes(@operator, step)
        );
    }

    /// <summary>Sizes from those of the operands.</summary>
    public static AttentionSizes Sizes(Operand q, Operand k, Operand v, Operand? mask, double scale, bool positionsFirst, bool causal)
    {
        var (positions, heads) = positionsFirst ? (1, 2) : (2, 1);
        return new AttentionSizes
        {
            Batch = q.Sizes[0],
            Heads = q.Sizes[heads],
            Queries = q.Sizes[positions],
            Keys = k.Sizes[positions],
            Width = q.Sizes[3],
            ValueWidth = v.Sizes[3],
            Scale = scale,
            PositionsFirst = positionsFirst,
            Causal = causal,
            MaskBatch = MaskStride(mask, 4),
            MaskHead = MaskStride(mask, 3),
            MaskQuery = MaskStride(mask, 2),
            MaskKey = MaskStride(mask, 1),
        };
    }

    /// <summary>Sizes of a step.</summary>
    public static AttentionSizes Sizes(ScaledDotProductAttention attention, Step step) =>
        Sizes(step.Inputs[0]!, step.Inputs[1]!, step.Inputs[2]!, Mask(step), attention.Scale, attention.PositionsFirst, attention.Causal);

    /// <summary>The mask of a step; null where there is none.</summary>
    public static Operand? Mask(Step step) => step.Inputs.Length > 3 ? step.Inputs[3] : null;

    // From a place along an axis, counted from the end, to the next; 0 where the mask is broadcast.
    public static long MaskStride(Operand? mask, int fromEnd)
    {
        if (mask is null || mask.Sizes.Length < fromEnd || mask.Sizes[^fromEnd] == 1)
        {
            return 0;
        }

        long stride = 1;
        for (var axis = 1; axis < fromEnd; axis++)
        {
            stride *= mask.Sizes[^axis];
        }

        return stride;
    }
}
