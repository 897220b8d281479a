using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Devices.Reference;

/// <summary>Numbers drawn by the step.</summary>
internal sealed unsafe class RandomIndicesLauncher : Launcher<RandomIndices>
{
    /// <inheritdoc/>
    protected override void Run(RandomIndices @operator, Step step)
    {
        var (own, random) = (step.Inputs[0]!, (RandomIndices)step.Node.Operator);
        Kernel.RandomIndices.Run(
            (long*)own.Pointer,
            (long*)step.Outputs[0].Pointer,
            own.Count,
            random.Count,
            random.Bound,
            random.Key,
            (ulong)*(long*)step.Inputs[1]!.Pointer
        );
    }
}
