using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Devices.Reference;

/// <summary>The nearest number that bfloat16 holds.</summary>
internal sealed unsafe class RoundToBFloat16Launcher : PlainLauncher<RoundToBFloat16>
{
    /// <inheritdoc/>
    public override ReadOnlySpan<int> InPlace => [0];

    /// <inheritdoc/>
    protected override void RunFloat<T>(RoundToBFloat16 @operator, Step step) =>
        Kernel.BFloat16Cast.Round((T*)step.Inputs[0]!.Pointer, (T*)step.Outputs[0].Pointer, step.Outputs[0].Count);
}
