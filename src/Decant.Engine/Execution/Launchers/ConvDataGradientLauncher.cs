using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Managed = Decant.Engine.Kernels.Managed;
using OneDnn = Decant.Engine.Kernels.OneDnn;
using Reference = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Execution.Launchers;

/// <summary>The derivative by a convolution's input.</summary>
internal sealed unsafe class ConvDataGradientLauncher : Launcher<ConvDataGradient>
{
    /// <inheritdoc/>
    public override bool AddsInPlace => true;

    /// <inheritdoc/>
    protected override void RunReference<T>(ConvDataGradient @operator, Step step) => Reference.ConvolutionDataGradient.Run(
        Sizes(@operator, step), step.Inputs[0]!.Span<T>(), step.Inputs[1]!.Span<T>(), step.Outputs[0].Span<T>());

    /// <inheritdoc/>
    protected override void RunManaged(ConvDataGradient @operator, Step step) => Managed.ConvolutionDataGradient.Run(
        step.Pool, Sizes(@operator, step), (float*)step.Inputs[0]!.Pointer, (float*)step.Inputs[1]!.Pointer, (float*)step.Outputs[0].Pointer,
        step.In<float>(step.Form.Residual));

    /// <inheritdoc/>
    protected override void RunOneDnn(ConvDataGradient @operator, Step step)
    {
        var sizes = Sizes(@operator, step);
        if (step.Inputs[0]!.Count == 0 || step.Outputs[0].Count == 0)
        {
            RunManaged(@operator, step);
            return;
        }

        OneDnn.ConvolutionDataGradient.Run(
            step.OneDnn!, step.Pool, new(OneDnn.ConvolutionKind.DataGradient, step.Inputs[0]!.Type, sizes),
            step.Inputs[0]!.Pointer, step.Inputs[1]!.Pointer, (float*)step.Outputs[0].Pointer,
            step.In<float>(step.Form.Residual));
    }

    private static ConvolutionSizes Sizes(ConvDataGradient @operator, Step step) =>
        Step.Convolution(@operator.Window, @operator.Group, step.Outputs[0].Sizes, step.Inputs[1]!.Sizes);
}
