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
        var dy = In(0);
        if (@operator.Activation == Activation.Relu)
        {
            // dy passes through the activation first, in the memory of dx.
            Kernel.Binary.Run<T, T, Kernel.Formulas.ReluGradient<T>>(default, dy, In(5), Out(0), step.Outputs[0].Count);
            dy = Out(0);
        }

        if (@operator.HasResidual)
        {
            new ReadOnlySpan<T>(dy, (int)step.Outputs[0].Count).CopyTo(step.Outputs[3].Span<T>());
        }

        Kernel.BatchNormalization.Gradient(dy, In(1), In(2), In(3), In(4), Out(0), Out(1), Out(2), step.Channels(step.Inputs[1]!));
    }
}
