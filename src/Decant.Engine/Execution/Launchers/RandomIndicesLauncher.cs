using Decant.Engine.Operators;
using Reference = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Execution.Launchers;

/// <summary>Numbers drawn by the step.</summary>
internal sealed unsafe class RandomIndicesLauncher : Launcher
{
    /// <inheritdoc/>
    public override void Run(Step step)
    {
        var (own, random) = (step.Inputs[0]!, (RandomIndices)step.Node.Operator);
        Reference.RandomIndices.Run(
            (long*)own.Pointer, (long*)step.Outputs[0].Pointer, own.Count, random.Count, random.Bound, random.Key, (ulong)*(long*)step.Inputs[1]!.Pointer);
    }
}
