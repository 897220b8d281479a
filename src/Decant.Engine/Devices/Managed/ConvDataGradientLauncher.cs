using Decant.Engine.Operators;
using static Decant.Engine.Devices.Reference.ConvDataGradientLauncher;
using Kernel = Decant.Engine.Kernels.Managed;

namespace Decant.Engine.Devices.Managed;

/// <summary>The derivative by a convolution's input.</summary>
internal sealed unsafe class ConvDataGradientLauncher : ManagedLauncher<ConvDataGradient>
{
    /// <inheritdoc/>
    public override bool AddsInPlace => true;

    /// <inheritdoc/>
    protected override void Run(ConvDataGradient @operator, Step step) =>
        Kernel.ConvolutionDataGradient.Run(
            step.Pool,
            Sizes(@operator, step),
            (float*)step.Inputs[0]!.Pointer,
            (float*)step.Inputs[1]!.Pointer,
            (float*)step.Outputs[0].Pointer,
            step.In<float>(step.Form.Residual)
        );
}
