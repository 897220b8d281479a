using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Devices.Reference;

/// <summary>The divergence of two rows of logits.</summary>
internal sealed unsafe class SoftmaxDivergenceLauncher : PlainLauncher<SoftmaxDivergence>
{
    /// <inheritdoc/>
    protected override void RunFloat<T>(SoftmaxDivergence @operator, Step step)
    {
        var x = step.Inputs[0]!;
        Kernel.SoftmaxDivergence.Run(
            (T*)x.Pointer,
            (T*)step.Inputs[1]!.Pointer,
            double.CreateTruncating(*(T*)step.Inputs[2]!.Pointer),
            (T*)step.Outputs[0].Pointer,
            (T*)step.Outputs[1].Pointer,
            x.Sizes[0],
            x.Sizes[1]
        );
    }
}
