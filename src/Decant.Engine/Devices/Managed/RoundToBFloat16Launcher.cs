using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.Managed;

namespace Decant.Engine.Devices.Managed;

/// <summary>The nearest number that bfloat16 holds.</summary>
internal sealed unsafe class RoundToBFloat16Launcher : ManagedLauncher<RoundToBFloat16>
{
    /// <inheritdoc/>
    public override ReadOnlySpan<int> InPlace => [0];

    /// <inheritdoc/>
    protected override void Run(RoundToBFloat16 @operator, Step step) =>
        Kernel.BFloat16Cast.Round(step.Pool, (float*)step.Inputs[0]!.Pointer, (float*)step.Outputs[0].Pointer, step.Outputs[0].Count);
}
