using Decant.Engine.Operators;
using Managed = Decant.Engine.Kernels.Managed;
using Reference = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Execution.Launchers;

/// <summary>The divergence of two rows of logits.</summary>
internal sealed unsafe class SoftmaxDivergenceLauncher : Launcher<SoftmaxDivergence>
{
    /// <inheritdoc/>
    protected override void RunReference<T>(SoftmaxDivergence @operator, Step step)
    {
        var x = step.Inputs[0]!;
        Reference.SoftmaxDivergence.Run(
            (T*)x.Pointer, (T*)step.Inputs[1]!.Pointer, double.CreateTruncating(*(T*)step.Inputs[2]!.Pointer),
            (T*)step.Outputs[0].Pointer, (T*)step.Outputs[1].Pointer, x.Sizes[0], x.Sizes[1]);
    }

    /// <inheritdoc/>
    protected override void RunManaged(SoftmaxDivergence @operator, Step step)
    {
        var x = step.Inputs[0]!;
        Managed.SoftmaxDivergence.Run(
            step.Pool, (float*)x.Pointer, (float*)step.Inputs[1]!.Pointer, *(float*)step.Inputs[2]!.Pointer,
            (float*)step.Outputs[0].Pointer, (float*)step.Outputs[1].Pointer, x.Sizes[0], x.Sizes[1]);
    }
}
