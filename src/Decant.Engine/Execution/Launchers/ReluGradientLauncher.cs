using Decant.Engine.Operators;
using Managed = Decant.Engine.Kernels.Managed;
using Reference = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Execution.Launchers;

/// <summary>dx = dy where y &gt; 0, else 0.</summary>
internal sealed unsafe class ReluGradientLauncher : Launcher<ReluGradient>
{
    /// <inheritdoc/>
    public override ReadOnlySpan<int> InPlace => [0];

    /// <inheritdoc/>
    protected override void RunReference<T>(ReluGradient @operator, Step step) =>
        Reference.Binary.Run<T, T, Reference.Formulas.ReluGradient<T>>(
            default, (T*)step.Inputs[0]!.Pointer, (T*)step.Inputs[1]!.Pointer, (T*)step.Outputs[0].Pointer, step.Outputs[0].Count);

    /// <inheritdoc/>
    protected override void RunManaged(ReluGradient @operator, Step step) => Managed.Binary.Run(
        step.Pool, default(Managed.Formulas.ReluGradient),
        (float*)step.Inputs[0]!.Pointer, (float*)step.Inputs[1]!.Pointer, (float*)step.Outputs[0].Pointer, step.Outputs[0].Count);
}
