using Decant.Engine.Devices.Managed;
using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.OneDnn;

namespace Decant.Engine.Devices.OneDnn;

/// <summary>Convolution with optional bias, and what is fused with it.</summary>
internal sealed unsafe class ConvLauncher : OneDnnLauncher<Conv>
{
    /// <inheritdoc/>
    protected override void Run(Conv @operator, Step step)
    {
        var sizes = step.Convolution(@operator.Window, @operator.Group);
        if (step.Outputs[0].Count == 0)
        {
            return;
        }

        Kernel.Convolution.Run(
            Plans(step),
            step.Pool,
            new(Kernel.ConvolutionKind.Forward, step.Inputs[0]!.Type, sizes),
            step.Inputs[0]!.Pointer,
            step.Inputs[1]!.Pointer,
            (float*)step.Outputs[0].Pointer,
            FusedEpilogue.Of(step)
        );
    }
}
