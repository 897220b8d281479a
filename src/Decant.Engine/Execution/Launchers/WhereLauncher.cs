using Decant.Engine.Graphs;
using Reference = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Execution.Launchers;

/// <summary>a where the condition holds, else b.</summary>
internal sealed unsafe class WhereLauncher : Launcher
{
    /// <inheritdoc/>
    public override void Run(Step step)
    {
        switch (step.Outputs[0].Type.Size())
        {
            case 1: Select<byte>(step); break;
            case 2: Select<ushort>(step); break;
            case 4: Select<uint>(step); break;
            default: Select<ulong>(step); break;
        }
    }

    private static void Select<T>(Step step) where T : unmanaged => Reference.Where.Run(
        (bool*)step.Inputs[0]!.Pointer, (T*)step.Inputs[1]!.Pointer, (T*)step.Inputs[2]!.Pointer, (T*)step.Outputs[0].Pointer, step.Nest());
}
