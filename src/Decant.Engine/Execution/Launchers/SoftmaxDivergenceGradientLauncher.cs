using Decant.Engine.Operators;
using Managed = Decant.Engine.Kernels.Managed;
using Reference = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Execution.Launchers;

/// <summary>The derivative of the divergence by the second row of logits.</summary>
internal sealed unsafe class SoftmaxDivergenceGradientLauncher : Launcher<SoftmaxDivergenceGradient>
{
    /// <inheritdoc/>
    public override ReadOnlySpan<int> InPlace => [2, 1];

    /// <inheritdoc/>
    public override bool AddsInPlace => true;

    /// <inheritdoc/>
    protected override void RunReference<T>(SoftmaxDivergenceGradient @operator, Step step)
    {
        var x = step.Inputs[1]!;
        Reference.SoftmaxDivergence.Gradient(
            (T*)step.Inputs[0]!.Pointer, (T*)x.Pointer, (T*)step.Inputs[2]!.Pointer, double.CreateTruncating(*(T*)step.Inputs[3]!.Pointer),
            (T*)step.Inputs[4]!.Pointer, null, (T*)step.Outputs[0].Pointer, x.Sizes[0], x.Sizes[1]);
    }

    /// <inheritdoc/>
    protected override void RunManaged(SoftmaxDivergenceGradient @operator, Step step)
    {
        var x = step.Inputs[1]!;
        Managed.SoftmaxDivergence.Gradient(
            step.Pool, (float*)step.Inputs[0]!.Pointer, (float*)x.Pointer, (float*)step.Inputs[2]!.Pointer, *(float*)step.Inputs[3]!.Pointer,
            (float*)step.Inputs[4]!.Pointer, step.In<float>(step.Form.Residual), (float*)step.Outputs[0].Pointer, x.Sizes[0], x.Sizes[1]);
    }
}
