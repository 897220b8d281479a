using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.Managed;

namespace Decant.Engine.Devices.Managed;

/// <summary>Convolution with optional bias, residual and activation.</summary>
internal sealed unsafe class ConvLauncher : ManagedLauncher<Conv>
{
    /// <inheritdoc/>
    public override bool PreparesWeights => true;

    /// <inheritdoc/>
    protected override void Run(Conv @operator, Step step)
    {
        Kernel.Convolution.Run(
            step.Pool, step.Convolution(@operator.Window, @operator.Group),
            (float*)step.Inputs[0]!.Pointer, (float*)step.Inputs[1]!.Pointer, (float*)step.Outputs[0].Pointer, Epilogue(@operator, step),
            step.Prepared);
    }

    /// <summary>What is done with a sum while it is in registers or caches.</summary>
    public static Kernel.Epilogue Epilogue(Conv @operator, Step step) => new()
    {
        Bias = step.Inputs.Length > 2 && step.Inputs[2] is { } bias ? (float*)bias.Pointer : null,
        Residual = step.Inputs.Length > 3 ? (float*)step.Inputs[3]!.Pointer : null,
        Activation = (Kernel.Activation)@operator.Activation,
    };
}
