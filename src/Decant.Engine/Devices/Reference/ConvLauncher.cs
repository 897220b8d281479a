using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Devices.Reference;

/// <summary>Convolution with optional bias.</summary>
internal sealed unsafe class ConvLauncher : PlainLauncher<Conv>
{
    /// <inheritdoc/>
    protected override void RunFloat<T>(Conv @operator, Step step)
    {
        var bias = step.Form.Bias is { } place ? step.Inputs[place]!.Span<T>() : default;
        Kernel.Convolution.Run(
            step.Convolution(@operator.Window, @operator.Group),
            step.Inputs[0]!.Span<T>(),
            step.Inputs[1]!.Span<T>(),
            bias,
            step.Outputs[0].Span<T>()
        );
    }
}
