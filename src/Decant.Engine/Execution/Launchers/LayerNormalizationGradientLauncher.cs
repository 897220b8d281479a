using Decant.Engine.Operators;
using Managed = Decant.Engine.Kernels.Managed;
using Reference = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Execution.Launchers;

/// <summary>The derivatives of layer normalisation.</summary>
internal sealed unsafe class LayerNormalizationGradientLauncher : Launcher<LayerNormalizationGradient>
{
    /// <inheritdoc/>
    public override ReadOnlySpan<int> InPlace => [0, 1];

    /// <inheritdoc/>
    protected override void RunReference<T>(LayerNormalizationGradient @operator, Step step)
    {
        var (rows, columns) = LayerNormalizationLauncher.Rows(step.Inputs[1]!, @operator.Axis);
        T* In(int input) => step.Inputs[input] is { } operand ? (T*)operand.Pointer : null;
        T* Out(int output) => (T*)step.Outputs[output].Pointer;
        Reference.LayerNormalization.Gradient(In(0), In(1), In(2), In(3), In(4), Out(0), Out(1), Out(2), rows, columns);
    }

    /// <inheritdoc/>
    protected override void RunManaged(LayerNormalizationGradient @operator, Step step)
    {
        var (rows, columns) = LayerNormalizationLauncher.Rows(step.Inputs[1]!, @operator.Axis);
        float* In(int input) => step.Inputs[input] is { } operand ? (float*)operand.Pointer : null;
        float* Out(int output) => (float*)step.Outputs[output].Pointer;
        Managed.LayerNormalizationGradient.Run(step.Pool, In(0), In(1), In(2), In(3), In(4), Out(0), Out(1), Out(2), rows, columns);
    }
}
