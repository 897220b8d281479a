using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.Managed;

namespace Decant.Engine.Devices.Managed;

/// <summary>Convolution with optional bias, and what is fused with it.</summary>
internal sealed unsafe class ConvLauncher : ManagedLauncher<Conv>
{
    /// <inheritdoc/>
    public override bool PreparesWeights => true;

    /// <inheritdoc/>
    protected override void Run(Conv @operator, Step step)
    {
        Kernel.Convolution.Run(
            step.Pool,
            step.Convolution(@operator.Window, @operator.Group),
            (float*)step.Inputs[0]!.Pointer,
            (float*)step.Inputs[1]!.Pointer,
            (float*)step.Outputs[0].Pointer,
            FusedEpilogue.Of(step),
            step.Prepared
        );
    }
}
