using Decant.Engine.Operators;
using Managed = Decant.Engine.Kernels.Managed;
using OneDnn = Decant.Engine.Kernels.OneDnn;
using Reference = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Execution.Launchers;

/// <summary>Convolution with optional bias, and what is fused with it.</summary>
internal sealed unsafe class ConvLauncher : Launcher<Conv>
{
    /// <inheritdoc/>
    protected override void RunReference<T>(Conv @operator, Step step)
    {
        var bias = step.Form.Bias is { } place ? step.Inputs[place]!.Span<T>() : default;
        Reference.Convolution.Run(
            step.Convolution(@operator.Window, @operator.Group), step.Inputs[0]!.Span<T>(), step.Inputs[1]!.Span<T>(), bias, step.Outputs[0].Span<T>());
    }

    /// <inheritdoc/>
    protected override void RunManaged(Conv @operator, Step step)
    {
        Managed.Convolution.Run(
            step.Pool, step.Convolution(@operator.Window, @operator.Group),
            (float*)step.Inputs[0]!.Pointer, (float*)step.Inputs[1]!.Pointer, (float*)step.Outputs[0].Pointer, FusedEpilogue.Of(step),
            step.Prepared);
    }

    /// <inheritdoc/>
    protected override void RunOneDnn(Conv @operator, Step step)
    {
        var sizes = step.Convolution(@operator.Window, @operator.Group);
        if (step.Outputs[0].Count == 0)
        {
            return;
        }

        OneDnn.Convolution.Run(
            step.OneDnn!, step.Pool, new(OneDnn.ConvolutionKind.Forward, step.Inputs[0]!.Type, sizes),
            step.Inputs[0]!.Pointer, step.Inputs[1]!.Pointer, (float*)step.Outputs[0].Pointer, FusedEpilogue.Of(step));
    }
}
