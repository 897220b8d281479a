using Decant.Engine.Operators;
using Managed = Decant.Engine.Kernels.Managed;
using Reference = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Execution.Launchers;

/// <summary>Mean 0 and variance 1 over the last axes.</summary>
internal sealed unsafe class LayerNormalizationLauncher : Launcher<LayerNormalization>
{
    /// <inheritdoc/>
    public override ReadOnlySpan<int> InPlace => [0];

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

    /// <inheritdoc/>
    protected override void RunReference<T>(LayerNormalization @operator, Step step)
    {
        var (rows, columns) = Rows(step.Inputs[0]!, @operator.Axis);
        T* Out(int output) => (T*)step.Outputs[output].Pointer;
        Reference.LayerNormalization.Run((T*)In(step, 0), (T*)In(step, 1), (T*)In(step, 2), Out(0), Out(1), Out(2), rows, columns, @operator.Epsilon);
    }

    /// <inheritdoc/>
    protected override void RunManaged(LayerNormalization @operator, Step step)
    {
        var (rows, columns) = Rows(step.Inputs[0]!, @operator.Axis);
        float* Out(int output) => (float*)step.Outputs[output].Pointer;
        Managed.LayerNormalization.Run(
            step.Pool, (float*)In(step, 0), (float*)In(step, 1), (float*)In(step, 2), Out(0), Out(1), Out(2), rows, columns, @operator.Epsilon);
    }

    private static void* In(Step step, int input) => input < step.Inputs.Length && step.Inputs[input] is { } operand ? operand.Pointer : null;
}
