using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.Managed;
using Plain = Decant.Engine.Devices.Reference;

namespace Decant.Engine.Devices.Managed;

/// <summary>The L2 norm of several float32 gradients together; the norm itself is a Float64.</summary>
internal sealed unsafe class GradientNormLauncher : Plain.GradientNormLauncher
{
    /// <inheritdoc/>
    public override bool Takes(Node node) => node.Inputs[GradientNorm.FirstGradient]!.Type == ElementType.Float32;

    /// <inheritdoc/>
    protected override double SumOfSquares(Step step, Operand first, long count) =>
        Kernel.Norms.SumOfSquares(step.Pool, (float*)first.Pointer, count);
}
