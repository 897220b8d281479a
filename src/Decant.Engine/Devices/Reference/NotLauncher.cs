using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Devices.Reference;

/// <summary>The opposite truth value.</summary>
internal sealed unsafe class NotLauncher : Launcher<Not>
{
    /// <inheritdoc/>
    public override ReadOnlySpan<int> InPlace => [0];

    /// <inheritdoc/>
    protected override void Run(Not @operator, Step step) =>
        Kernel.Unary.Run<bool, bool, Kernel.Formulas.Not>(
            default,
            (bool*)step.Inputs[0]!.Pointer,
            (bool*)step.Outputs[0].Pointer,
            step.Outputs[0].Count
        );
}
