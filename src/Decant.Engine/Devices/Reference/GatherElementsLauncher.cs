using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Devices.Reference;

/// <summary>One element for every index along an axis.</summary>
internal sealed unsafe class GatherElementsLauncher : Launcher<GatherElements>
{
    /// <inheritdoc/>
    protected override void Run(GatherElements @operator, Step step)
    {
        switch (step.Outputs[0].Type.Size())
        {
            case 1:
                Pick<byte>(step);
                break;
            case 2:
                Pick<ushort>(step);
                break;
            case 4:
                Pick<uint>(step);
                break;
            default:
                Pick<ulong>(step);
                break;
        }
    }

    private static void Pick<T>(Step step)
        where T : unmanaged
    {
        var (x, indices) = (step.Inputs[0]!, step.Inputs[1]!);
        Kernel.GatherElements.Run(
            (T*)x.Pointer,
            (long*)indices.Pointer,
            (T*)step.Outputs[0].Pointer,
            x.Sizes,
            indices.Sizes,
            step.Node.Inputs[0]!.Shape.Axis(((GatherElements)step.Node.Operator).Axis)
        );
    }
}
