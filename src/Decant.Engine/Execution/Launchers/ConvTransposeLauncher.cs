using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Managed = Decant.Engine.Kernels.Managed;
using Reference = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Execution.Launchers;

/// <summary>The transpose of a convolution: what computes the derivative by a convolution's input.</summary>
internal sealed unsafe class ConvTransposeLauncher : Launcher<ConvTranspose>
{
    /// <inheritdoc/>
    protected override void RunReference<T>(ConvTranspose @operator, Step step) => Reference.ConvolutionDataGradient.Run(
        Sizes(@operator, step), step.Inputs[0]!.Span<T>(), step.Inputs[1]!.Span<T>(), step.Outputs[0].Span<T>());

    /// <inheritdoc/>
    protected override void RunManaged(ConvTranspose @operator, Step step) => Managed.ConvolutionDataGradient.Run(
        step.Pool, Sizes(@operator, step), (float*)step.Inputs[0]!.Pointer, (float*)step.Inputs[1]!.Pointer, (float*)step.Outputs[0].Pointer);

    private static ConvolutionSizes Sizes(ConvTranspose @operator, Step step) =>
        Step.Convolution(@operator.Window, @operator.Group, step.Outputs[0].Sizes, step.Inputs[1]!.Sizes);
}
