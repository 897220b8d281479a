using Decant.Engine.Operators;
using static Decant.Engine.Devices.Reference.ConvDataGradientLauncher;
using Kernel = Decant.Engine.Kernels.OneDnn;

namespace Decant.Engine.Devices.OneDnn;

/// <summary>The derivative by a convolution's input.</summary>
internal sealed unsafe class ConvDataGradientLauncher : OneDnnLauncher<ConvDataGradient>
{
    private readonly Managed.ConvDataGradientLauncher _managed = new();

    /// <inheritdoc/>
    public override bool AddsInPlace => true;

    /// <inheritdoc/>
    protected override void Run(ConvDataGradient @operator, Step step)
    {
        var sizes = Sizes(@operator, step);
        if (step.Inputs[0]!.Count == 0 || step.Outputs[0].Count == 0)
        {
            _managed.Run(step);
            return;
        }

        Kernel.ConvolutionDataGradient.Run(
            Plans(step),
            step.Pool,
            new(Kernel.ConvolutionKind.DataGradient, step.Inputs[0]!.Type, sizes),
            step.Inputs[0]!.Pointer,
            step.Inputs[1]!.Pointer,
            (float*)step.Outputs[0].Pointer,
            step.In<float>(step.Form.Residual)
        );
    }
}
