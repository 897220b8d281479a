using Decant.Engine.Operators;
using static Decant.Engine.Devices.Reference.ConvWeightGradientLauncher;
using Kernel = Decant.Engine.Kernels.Managed;

namespace Decant.Engine.Devices.Managed;

/// <summary>The derivative by a convolution's weight.</summary>
internal sealed unsafe class ConvWeightGradientLauncher : ManagedLauncher<ConvWeightGradient>
{
    /// <inheritdoc/>
    protected override void Run(ConvWeightGradient @operator, Step step) =>
        Kernel.ConvolutionWeightGradient.Run(
            step.Pool,
            Sizes(@operator, step),
            (float*)step.Inputs[1]!.Pointer,
            (float*)step.Inputs[0]!.Pointer,
            (float*)step.Outputs[0].Pointer
        );
}
