using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Devices.Reference;

/// <summary>Mean 0 and variance 1 over the last axes.</summary>
internal sealed unsafe class LayerNormalizationLauncher : PlainLauncher<LayerNormalization>
{
    /// <inheritdoc/>
    public override ReadOnlySpan<int> InPlace => [0];

    /// <inheritdoc/>
    protected override void RunFloat<T>(LayerNormalization @operator, Step step)
    {
        var (rows, columns) = Rows(step.Inputs[0]!, @operator.Axis);
        T* Out(int output) => (T*)step.Outputs[output].Pointer;
        Kernel.LayerNormalization.Run(
            (T*)In(step, 0),
            (T*)In(step, 1),
            (T*)In(step, 2),
            Out(0),
            Out(1),
            Out(2),
            rows,
            columns,
            @operator.Epsilon
        );
    }

    /// <summary>How many rows of how many elements share mean and variance.</summary>
    public static (long Rows, int Columns) Rows(Operand x, long axis)
    {
        var columns = 1;
        for (var i = (int)(axis < 0 ? axis + x.Sizes.Length : axis); i < x.Sizes.Length; i++)
        {
            columns *= x.Sizes[i];
        }

        return (columns == 0 ? 0 : x.Count / columns, columns);
    }

    /// <summary>The first element of an input; null where it is absent.</summary>
    public static void* In(Step step, int input) =>
        input < step.Inputs.Length && step.Inputs[input] is { } operand ? operand.Pointer : null;
}
