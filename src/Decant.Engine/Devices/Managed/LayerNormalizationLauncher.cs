using Decant.Engine.Operators;
using static Decant.Engine.Devices.Reference.LayerNormalizationLauncher;
using Kernel = Decant.Engine.Kernels.Managed;

namespace Decant.Engine.Devices.Managed;

/// <summary>Mean 0 and variance 1 over the last axes.</summary>
internal sealed unsafe class LayerNormalizationLauncher : ManagedLauncher<LayerNormalization>
{
    /// <inheritdoc/>
    public override ReadOnlySpan<int> InPlace => [0];

    /// <inheritdoc/>
    protected override void Run(LayerNormalization @operator, Step step)
    {
        var (rows, columns) = Rows(step.Inputs[0]!, @operator.Axis);
        float* Out(int output) => (float*)step.Outputs[output].Pointer;
        Kernel.LayerNormalization.Run(
            step.Pool,
            (float*)In(step, 0),
            (float*)In(step, 1),
            (float*)In(step, 2),
            Out(0),
            Out(1),
            Out(2),
            rows,
            columns,
            @operator.Epsilon
        );
    }
}
