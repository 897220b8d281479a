using Decant.Engine.Operators;
using Reference = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Execution.Launchers;

/// <summary>The squared distances between all rows.</summary>
internal sealed unsafe class SquaredDistancesLauncher : Launcher<SquaredDistances>
{
    /// <inheritdoc/>
    protected override void RunReference<T>(SquaredDistances @operator, Step step)
    {
        var x = step.Inputs[0]!;
        Reference.SquaredDistances.Run((T*)x.Pointer, (T*)step.Outputs[0].Pointer, x.Sizes[0], x.Sizes[1]);
    }
}
