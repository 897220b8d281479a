using Reference = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Execution.Launchers;

/// <summary>The opposite truth value.</summary>
internal sealed unsafe class NotLauncher : Launcher
{
    /// <inheritdoc/>
    public override ReadOnlySpan<int> InPlace => [0];

    /// <inheritdoc/>
    public override void Run(Step step) => Reference.Unary.Run<bool, bool, Reference.Formulas.Not>(
        default, (bool*)step.Inputs[0]!.Pointer, (bool*)step.Outputs[0].Pointer, step.Outputs[0].Count);
}
