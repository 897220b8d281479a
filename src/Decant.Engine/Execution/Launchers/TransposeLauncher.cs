using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Reference = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Execution.Launchers;

/// <summary>The axes in another order.</summary>
internal sealed unsafe class TransposeLauncher : Launcher
{
    /// <inheritdoc/>
    public override void Run(Step step)
    {
        var x = step.Inputs[0]!;
        Reference.Move.Run(
            x.Pointer, step.Outputs[0].Pointer, x.Type.Size(), MovePlan.Transpose(x.Sizes, ((Transpose)step.Node.Operator).OrderOf(x.Sizes.Length)));
    }
}
