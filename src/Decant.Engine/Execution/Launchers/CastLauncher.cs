using Decant.Engine.Graphs;
using Managed = Decant.Engine.Kernels.Managed;
using Reference = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Execution.Launchers;

/// <summary>The same numbers as another element type.</summary>
internal sealed unsafe class CastLauncher : Launcher
{
    /// <inheritdoc/>
    public override void Run(Step step)
    {
        var (x, y) = (step.Inputs[0]!, step.Outputs[0]);
        var isManaged = step.Kernels != KernelSet.Reference;
        switch (x.Type, y.Type)
        {
            case (ElementType.Float32, ElementType.BFloat16) when isManaged:
                Managed.BFloat16Cast.Narrow(step.Pool, (float*)x.Pointer, (BFloat16*)y.Pointer, y.Count);
                break;

            case (ElementType.BFloat16, ElementType.Float32) when isManaged:
                Managed.BFloat16Cast.Widen(step.Pool, (BFloat16*)x.Pointer, (float*)y.Pointer, y.Count);
                break;

            case (ElementType.Float32, ElementType.BFloat16):
                Reference.BFloat16Cast.Narrow((float*)x.Pointer, (BFloat16*)y.Pointer, y.Count);
                break;

            case (ElementType.BFloat16, ElementType.Float32):
                Reference.BFloat16Cast.Widen((BFloat16*)x.Pointer, (float*)y.Pointer, y.Count);
                break;

            case (ElementType.BFloat16, _) or (_, ElementType.BFloat16):
                throw new UnsupportedException("Cast", $"Cast: no kernel turns {x.Type} into {y.Type}. Cast to Float32 in between.");

            default:
                Reference.Cast.Run(x.Type, x.Pointer, y.Type, y.Pointer, y.Count);
                break;
        }
    }
}
