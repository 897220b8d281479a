using Decant.Engine.Operators;
using static Decant.Engine.Devices.Reference.ConvWeightGradientLauncher;
using Kernel = Decant.Engine.Kernels.OneDnn;

namespace Decant.Engine.Devices.OneDnn;

/// <summary>The derivative by a convolution's weight.</summary>
internal sealed unsafe class ConvWeightGradientLauncher : OneDnnLauncher<ConvWeightGradient>
{
    /// <inheritdoc/>
    protected override void Run(ConvWeightGradient @operator, Step step)
    {
        var sizes = Sizes(@operator, step);
        if (step.Inputs[0]!.Count == 0 || step.Outputs[0].Count == 0)
        {
            step.Outputs[0].Span<float>().Clear();
            return;
        }

        Kernel.ConvolutionWeightGradient.Run(
            Plans(step),
            step.Pool,
            new(Kernel.ConvolutionKind.WeightGradient, step.Inputs[0]!.Type, sizes),
            step.Inputs[1]!.Pointer,
            step.Inputs[0]!.Pointer,
            (float*)step.Outputs[0].Pointer
        );
    }
}
