using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Managed = Decant.Engine.Kernels.Managed;
using OneDnn = Decant.Engine.Kernels.OneDnn;
using Reference = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Execution.Launchers;

/// <summary>The derivative by a convolution's weight.</summary>
internal sealed unsafe class ConvWeightGradientLauncher : Launcher<ConvWeightGradient>
{
    /// <inheritdoc/>
    protected override void RunReference<T>(ConvWeightGradient @operator, Step step) => Reference.ConvolutionWeightGradient.Run(
        Sizes(@operator, step), step.Inputs[1]!.Span<T>(), step.Inputs[0]!.Span<T>(), step.Outputs[0].Span<T>());

    /// <inheritdoc/>
    protected override void RunManaged(ConvWeightGradient @operator, Step step) => Managed.ConvolutionWeightGradient.Run(
        step.Pool, Sizes(@operator, step), (float*)step.Inputs[1]!.Pointer, (float*)step.Inputs[0]!.Pointer, (float*)step.Outputs[0].Pointer);

    /// <inheritdoc/>
    protected override void RunOneDnn(ConvWeightGradient @operator, Step step)
    {
        var sizes = Sizes(@operator, step);
        if (step.Inputs[0]!.Count == 0 || step.Outputs[0].Count == 0)
        {
            step.Outputs[0].Span<float>().Clear();
            return;
        }

        OneDnn.ConvolutionWeightGradient.Run(
            step.OneDnn!, step.Pool, new(OneDnn.ConvolutionKind.WeightGradient, step.Inputs[0]!.Type, sizes),
            step.Inputs[1]!.Pointer, step.Inputs[0]!.Pointer, (float*)step.Outputs[0].Pointer);
    }

    private static ConvolutionSizes Sizes(ConvWeightGradient @operator, Step step) =>
        Step.Convolution(@operator.Window, @operator.Group, step.Inputs[1]!.Sizes, step.Outputs[0].Sizes);
}
