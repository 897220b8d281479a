using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Devices.Reference;

/// <summary>a where the condition holds, else b.</summary>
internal sealed unsafe class WhereLauncher : Launcher<Where>
{
    /// <inheritdoc/>
    protected override void Run(Where @operator, Step step)
    {
        switch (step.Outputs[0].Type.Size())
        {
            case 1:
                Select<byte>(step);
                break;
            case 2:
                Select<ushort>(step);
                break;
            case 4:
                Select<uint>(step);
                break;
            default:
                Select<ulong>(step);
                break;
        }
    }

    private static void Select<T>(Step step)
        where T : unmanaged =>
        Kernel.Where.Run(
            (bool*)step.Inputs[0]!.Pointer,
            (T*)step.Inputs[1]!.Pointer,
            (T*)step.Inputs[2]!.Pointer,
            (T*)step.Outputs[0].Pointer,
            step.Nest()
        );
}
