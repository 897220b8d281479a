using Decant.Engine.Operators;
using Managed = Decant.Engine.Kernels.Managed;
using Reference = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Execution.Launchers;

/// <summary>dx = dy·(Φ(x) + x·φ(x)).</summary>
internal sealed unsafe class GeluGradientLauncher : Launcher<GeluGradient>
{
    /// <inheritdoc/>
    public override ReadOnlySpan<int> InPlace => [0, 1];

    /// <inheritdoc/>
    protected override void RunReference<T>(GeluGradient @operator, Step step) =>
        Reference.Binary.Run<T, T, Reference.Formulas.GeluGradient<T>>(
            default, (T*)step.Inputs[0]!.Pointer, (T*)step.Inputs[1]!.Pointer, (T*)step.Outputs[0].Pointer, step.Outputs[0].Count);

    /// <inheritdoc/>
    protected override void RunManaged(GeluGradient @operator, Step step) => Managed.Binary.Run(
        step.Pool, default(Managed.Formulas.GeluGradient),
        (float*)step.Inputs[0]!.Pointer, (float*)step.Inputs[1]!.Pointer, (float*)step.Outputs[0].Pointer, step.Outputs[0].Count);
}
