using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Devices.Reference;

/// <summary>The derivative by a convolution's weight.</summary>
internal sealed unsafe class ConvWeightGradientLauncher : PlainLauncher<ConvWeightGradient>
{
    /// <inheritdoc/>
    protected override void RunFloat<T>(ConvWeightGradient @operator, Step step) =>
        Kernel.ConvolutionWeightGradient.Run(
            Sizes(@operator, step),
            step.Inputs[1]!.Span<T>(),
            step.Inputs[0]!.Span<T>(),
            step.Outputs[0].Span<T>()
        );

    /// <summary>Sizes of the convolution.</summary>
    public static ConvolutionSizes Sizes(ConvWeightGradient @operator, Step step) =>
        Step.Convolution(@operator.Window, @operator.Group, step.Inputs[1]!.Sizes, step.Outputs[0].Sizes);
}
