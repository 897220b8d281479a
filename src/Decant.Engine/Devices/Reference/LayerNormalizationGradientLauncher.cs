using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Devices.Reference;

/// <summary>The derivatives of layer normalisation.</summary>
internal sealed unsafe class LayerNormalizationGradientLauncher : PlainLauncher<LayerNormalizationGradient>
{
    /// <inheritdoc/>
    public override ReadOnlySpan<int> InPlace => [0, 1];

    /// <inheritdoc/>
    protected override void RunFloat<T>(LayerNormalizationGradient @operator, Step step)
    {
        var (rows, columns) = LayerNormalizationLauncher.Rows(step.Inputs[1]!, @operator.Axis);
        T* In(int input) => step.Inputs[input] is { } operand ? (T*)operand.Pointer : null;
        T* Out(int output) => (T*)step.Outputs[output].Pointer;
        Kernel.LayerNormalization.Gradient(In(0), In(1), In(2), In(3), In(4), Out(0), Out(1), Out(2), rows, columns);
    }
}
