using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.Managed;

namespace Decant.Engine.Devices.Managed;

/// <summary>The divergence of two rows of logits.</summary>
internal sealed unsafe class SoftmaxDivergenceLauncher : ManagedLauncher<SoftmaxDivergence>
{
    /// <inheritdoc/>
    protected override void Run(SoftmaxDivergence @operator, Step step)
    {
        var x = step.Inputs[0]!;
        Kernel.SoftmaxDivergence.Run(
            step.Pool,
            (float*)x.Pointer,
            (float*)step.Inputs[1]!.Pointer,
            *(float*)step.Inputs[2]!.Pointer,
            (float*)step.Outputs[0].Pointer,
            (float*)step.Outputs[1].Pointer,
            x.Sizes[0],
            x.Sizes[1]
        );
    }
}
