using Decant.Engine.Operators;
using Managed = Decant.Engine.Kernels.Managed;
using Reference = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Execution.Launchers;

/// <summary>Normalisation with stored statistics.</summary>
internal sealed unsafe class BatchNormalizationLauncher : Launcher<BatchNormalization>
{
    /// <inheritdoc/>
    public override ReadOnlySpan<int> InPlace => [0];

    /// <inheritdoc/>
    protected override void RunReference<T>(BatchNormalization @operator, Step step)
    {
        T* In(int input) => (T*)step.Inputs[input]!.Pointer;
        var y = step.Outputs[0];
        Reference.BatchNormalization.Inference(In(0), In(1), In(2), In(3), In(4), (T*)y.Pointer, step.Channels(step.Inputs[0]!), @operator.Epsilon);
    }

    /// <inheritdoc/>
    protected override void RunManaged(BatchNormalization @operator, Step step)
    {
        float* In(int input) => (float*)step.Inputs[input]!.Pointer;
        Managed.BatchNormalization.Inference(
            step.Pool, In(0), In(1), In(2), In(3), In(4), null, (float*)step.Outputs[0].Pointer,
            step.Channels(step.Inputs[0]!), @operator.Epsilon, step.Form.Activation is Relu);
    }
}
