using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Devices.Reference;

/// <summary>The squared distances between all rows.</summary>
internal sealed unsafe class SquaredDistancesLauncher : PlainLauncher<SquaredDistances>
{
    /// <inheritdoc/>
    protected override void RunFloat<T>(SquaredDistances @operator, Step step)
    {
        var x = step.Inputs[0]!;
        Kernel.SquaredDistances.Run((T*)x.Pointer, (T*)step.Outputs[0].Pointer, x.Sizes[0], x.Sizes[1]);
    }
}
