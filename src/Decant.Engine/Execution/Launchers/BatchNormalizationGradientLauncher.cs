using Decant.Engine.Operators;
using Managed = Decant.Engine.Kernels.Managed;
using Reference = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Execution.Launchers;

/// <summary>The derivatives of normalisation with the batch's statistics.</summary>
internal sealed unsafe class BatchNormalizationGradientLauncher : Launcher<BatchNormalizationGradient>
{
    /// <inheritdoc/>
    public override ReadOnlySpan<int> InPlace => [0];

    /// <inheritdoc/>
    protected override void RunReference<T>(BatchNormalizationGradient @operator, Step step)
    {
        T* In(int input) => (T*)step.Inputs[input]!.Pointer;
        T* Out(int output) => (T*)step.Outputs[output].Pointer;
        Reference.BatchNormalization.Gradient(In(0), In(1), In(2), In(3), In(4), Out(0), Out(1), Out(2), step.Channels(step.Inputs[1]!));
    }

    /// <inheritdoc/>
    protected override void RunManaged(BatchNormalizationGradient @operator, Step step)
    {
        float* In(int input) => (float*)step.Inputs[input]!.Pointer;
        float* Out(int output) => (float*)step.Outputs[output].Pointer;
        Managed.BatchNormalization.Gradient(
            step.Pool, In(0), In(1), step.In<float>(step.Form.SlopeAt), In(2), In(3), In(4), Out(0), step.Out<float>(step.Form.Kept), Out(1), Out(2), step.Channels(step.Inputs[1]!));
    }
}
