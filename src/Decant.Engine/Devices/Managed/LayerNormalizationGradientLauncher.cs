using Decant.Engine.Operators;
using static Decant.Engine.Devices.Reference.LayerNormalizationLauncher;
using Kernel = Decant.Engine.Kernels.Managed;

namespace Decant.Engine.Devices.Managed;

/// <summary>The derivatives of layer normalisation.</summary>
internal sealed unsafe class LayerNormalizationGradientLauncher : ManagedLauncher<LayerNormalizationGradient>
{
    /// <inheritdoc/>
    public override ReadOnlySpan<int> InPlace => [0, 1];

    /// <inheritdoc/>
    protected override void Run(LayerNormalizationGradient @operator, Step step)
    {
        var (rows, columns) = Rows(step.Inputs[1]!, @operator.Axis);
        float* In(int input) => step.Inputs[input] is { } operand ? (float*)operand.Pointer : null;
        float* Out(int output) => (float*)step.Outputs[output].Pointer;
        Kernel.LayerNormalizationGradient.Run(step.Pool, In(0), In(1), In(2), In(3), In(4), Out(0), Out(1), Out(2), rows, columns);
    }
}
