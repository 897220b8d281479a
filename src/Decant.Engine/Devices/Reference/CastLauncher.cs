using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Devices.Reference;

/// <summary>The same numbers as another element type.</summary>
internal sealed unsafe class CastLauncher : Launcher<Cast>
{
    /// <inheritdoc/>
    protected override void Run(Cast @operator, Step step)
    {
        var (x, y) = (step.Inputs[0]!, step.Outputs[0]);
        switch (x.Type, y.Type)
        {
            case (ElementType.Float32, ElementType.BFloat16):
                Kernel.BFloat16Cast.Narrow((float*)x.Pointer, (BFloat16*)y.Pointer, y.Count);
                break;

            case (ElementType.BFloat16, ElementType.Float32):
                Kernel.BFloat16Cast.Widen((BFloat16*)x.Pointer, (float*)y.Pointer, y.Count);
                break;

            case (ElementType.BFloat16, _)
            or (_, ElementType.BFloat16):
                throw new UnsupportedException("Cast", $"Cast: no kernel turns {x.Type} into {y.Type}. Cast to Float32 in between.");

            default:
                Kernel.Cast.Run(x.Type, x.Pointer, y.Type, y.Pointer, y.Count);
                break;
        }
    }
}
