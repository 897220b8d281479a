using Decant.Engine.Operators;
using static Decant.Engine.Devices.Reference.ConvTransposeLauncher;
using Kernel = Decant.Engine.Kernels.Managed;

namespace Decant.Engine.Devices.Managed;

/// <summary>The transpose of a convolution: what computes the derivative by a convolution's input.</summary>
internal sealed unsafe class ConvTransposeLauncher : ManagedLauncher<ConvTranspose>
{
    /// <inheritdoc/>
    protected override void Run(ConvTranspose @operator, Step step) =>
        Kernel.ConvolutionDataGradient.Run(
            step.Pool,
            Sizes(@operator, step),
            (float*)step.Inputs[0]!.Pointer,
            (float*)step.Inputs[1]!.Pointer,
            (float*)step.Outputs[0].Pointer
        );
}
