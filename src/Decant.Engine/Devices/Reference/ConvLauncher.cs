using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Devices.Reference;

/// <summary>Convolution with optional bias, residual and activation.</summary>
internal sealed unsafe class ConvLauncher : PlainLauncher<Conv>
{
    /// <inheritdoc/>
    protected override void RunFloat<T>(Conv @operator, Step step)
    {
        var bias = step.Inputs.Length > 2 && step.Inputs[2] is { } b ? b.Span<T>() : default;
        var y = step.Outputs[0].Span<T>();
        Kernel.Convolution.Run(
            step.Convolution(@operator.Window, @operator.Group), step.Inputs[0]!.Span<T>(), step.Inputs[1]!.Span<T>(), bias, y);
        var residual = step.Inputs.Length > 3 ? step.Inputs[3]!.Span<T>() : default;
        for (var i = 0; i < y.Length; i++)
        {
            var sum = residual.IsEmpty ? y[i] : y[i] + residual[i];
            y[i] = @operator.Activation == Activation.Relu && sum < T.Zero ? T.Zero : sum;
        }
    }
}
