using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Devices.Reference;

/// <summary>Normalisation with stored statistics.</summary>
internal sealed unsafe class BatchNormalizationLauncher : PlainLauncher<BatchNormalization>
{
    /// <inheritdoc/>
    public override ReadOnlySpan<int> InPlace => [0];

    /// <inheritdoc/>
    protected override void RunFloat<T>(BatchNormalization @operator, Step step)
    {
        T* In(int input) => (T*)step.Inputs[input]!.Pointer;
        var y = step.Outputs[0];
        Kernel.BatchNormalization.Inference(
            In(0),
            In(1),
            In(2),
            In(3),
            In(4),
            (T*)y.Pointer,
            step.Channels(step.Inputs[0]!),
            @operator.Epsilon
        );
    }
}
