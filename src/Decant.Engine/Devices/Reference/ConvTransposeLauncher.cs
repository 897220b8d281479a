using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Devices.Reference;

/// <summary>The transpose of a convolution: what computes the derivative by a convolution's input.</summary>
internal sealed unsafe class ConvTransposeLauncher : PlainLauncher<ConvTranspose>
{
    /// <inheritdoc/>
    protected override void RunFloat<T>(ConvTranspose @operator, Step step) =>
        Kernel.ConvolutionDataGradient.Run(
            Sizes(@operator, step),
            step.Inputs[0]!.Span<T>(),
            step.Inputs[1]!.Span<T>(),
            step.Outputs[0].Span<T>()
        );

    /// <summary>Sizes of the convolution whose transpose it is.</summary>
    public static ConvolutionSizes Sizes(ConvTranspose @operator, Step step) =>
        Step.Convolution(@operator.Window, @operator.Group, step.Outputs[0].Sizes, step.Inputs[1]!.Sizes);
}
