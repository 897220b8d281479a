using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.Managed;

namespace Decant.Engine.Devices.Managed;

/// <summary>From float32 to bfloat16 and back.</summary>
internal sealed unsafe class CastLauncher : Launcher<Cast>
{
    /// <inheritdoc/>
    public override bool Takes(Node node) =>
        (node.Inputs[0]!.Type, node.Outputs[0].Type)
            is
                (ElementType.Float32, ElementType.BFloat16)
                or
                (ElementType.BFloat16, ElementType.Float32);

    /// <inheritdoc/>
    protected override void Run(Cast @operator, Step step)
    {
        var (x, y) = (step.Inputs[0]!, step.Outputs[0]);
        if (y.Type == ElementType.BFloat16)
        {
            Kernel.BFloat16Cast.Narrow(step.Pool, (float*)x.Pointer, (BFloat16*)y.Pointer, y.Count);
        }
        else
        {
            Kernel.BFloat16Cast.Widen(step.Pool, (BFloat16*)x.Pointer, (float*)y.Pointer, y.Count);
        }
    }
}
