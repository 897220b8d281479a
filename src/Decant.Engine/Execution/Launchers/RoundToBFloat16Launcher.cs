using Decant.Engine.Operators;
using Managed = Decant.Engine.Kernels.Managed;
using Reference = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Execution.Launchers;

/// <summary>The nearest number that bfloat16 holds.</summary>
internal sealed unsafe class RoundToBFloat16Launcher : Launcher<RoundToBFloat16>
{
    /// <inheritdoc/>
    public override ReadOnlySpan<int> InPlace => [0];

    /// <inheritdoc/>
    protected override void RunReference<T>(RoundToBFloat16 @operator, Step step) =>
        Reference.BFloat16Cast.Round((T*)step.Inputs[0]!.Pointer, (T*)step.Outputs[0].Pointer, step.Outputs[0].Count);

    /// <inheritdoc/>
    protected override void RunManaged(RoundToBFloat16 @operator, Step step) =>
        Managed.BFloat16Cast.Round(step.Pool, (float*)step.Inputs[0]!.Pointer, (float*)step.Outputs[0].Pointer, step.Outputs[0].Count);
}
