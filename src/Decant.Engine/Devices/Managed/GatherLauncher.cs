using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.Managed;

namespace Decant.Engine.Devices.Managed;

/// <summary>Slices picked by index along an axis.</summary>
internal sealed unsafe class GatherLauncher : Launcher<Gather>
{
    /// <inheritdoc/>
    protected override void Run(Gather @operator, Step step)
    {
        var (x, indices) = (step.Inputs[0]!, step.Inputs[1]!);
        Kernel.Gather.Run(
            step.Pool,
            x.Pointer,
            (long*)indices.Pointer,
            step.Outputs[0].Pointer,
            x.Type.Size(),
            AlongAxis.Of(x.Sizes, (int)@operator.Axis),
            indices.Count
        );
    }
}
