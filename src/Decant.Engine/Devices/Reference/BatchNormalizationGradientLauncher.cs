using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Devices.Reference;

/// <summary>The derivatives of normalisation with the batch's statistics.</summary>
internal sealed unsafe class BatchNormalizationGradientLauncher : PlainLauncher<BatchNormalizationGradient>
{
    /// <inheritdoc/>
    public override ReadOnlySpan<int> InPlace => [0];

    /// <inheritdoc/>
    protected override void RunFloat<T>(BatchNormalizationGradient @operator, Step step)
    {
        T* In(int input) => (T*)step.Inputs[input]!.Pointer;
        T* Out(int output) => (T*)step.Outputs[output].Pointer;
        Kernel.BatchNormalization.Gradient(In(0), In(1), In(2), In(3), In(4), Out(0), Out(1), Out(2), step.Channels(step.Inputs[1]!));
    }
}
