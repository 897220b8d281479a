using Decant.Engine.Operators;
using Managed = Decant.Engine.Kernels.Managed;
using OneDnn = Decant.Engine.Kernels.OneDnn;
using Reference = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Execution.Launchers;

/// <summary>Convolution with optional bias, residual and activation.</summary>
internal sealed unsafe class ConvLauncher : Launcher<Conv>
{
    /// <inheritdoc/>
    protected override void RunReference<T>(Conv @operator, Step step)
    {
        var bias = step.Inputs.Length > 2 && step.Inputs[2] is { } b ? b.Span<T>() : default;
        var y = step.Outputs[0].Span<T>();
        Reference.Convolution.Run(step.Convolution(@operator.Window, @operator.Group), step.Inputs[0]!.Span<T>(), step.Inputs[1]!.Span<T>(), bias, y);
        var residual = step.Inputs.Length > 3 ? step.Inputs[3]!.Span<T>() : default;
        for (var i = 0; i < y.Length; i++)
        {
            var sum = residual.IsEmpty ? y[i] : y[i] + residual[i];
            y[i] = @operator.Activation == Activation.Relu && sum < T.Zero ? T.Zero : sum;
        }
    }

    /// <inheritdoc/>
    protected override void RunManaged(Conv @operator, Step step)
    {
        Managed.Convolution.Run(
            step.Pool, step.Convolution(@operator.Window, @operator.Group),
            (float*)step.Inputs[0]!.Pointer, (float*)step.Inputs[1]!.Pointer, (float*)step.Outputs[0].Pointer, Epilogue(@operator, step),
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
            step.Inputs[0]!.Pointer, step.Inputs[1]!.Pointer, (float*)step.Outputs[0].Pointer, Epilogue(@operator, step));
    }

    private static Managed.Epilogue Epilogue(Conv @operator, Step step) => new()
    {
        Bias = step.Inputs.Length > 2 && step.Inputs[2] is { } bias ? (float*)bias.Pointer : null,
        Residual = step.Inputs.Length > 3 ? (float*)step.Inputs[3]!.Pointer : null,
        Activation = (Managed.Activation)@operator.Activation,
    };
}
