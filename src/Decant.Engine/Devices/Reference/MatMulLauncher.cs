using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Devices.Reference;

/// <summary>A·B over the last two axes; the axes before them are broadcast.</summary>
internal sealed unsafe class MatMulLauncher : PlainLauncher<MatMul>
{
    /// <inheritdoc/>
    protected override void RunFloat<T>(MatMul @operator, Step step)
    {
        var (a, b, y) = (step.Inputs[0]!, step.Inputs[1]!, step.Outputs[0]);
        var (m, k, n) = (a.Sizes[^2], a.Sizes[^1], b.Sizes[^1]);
        foreach (var batch in new MatrixBatches(a.Sizes, b.Sizes, y.Sizes))
        {
            Kernel.MatrixMultiply.Run(
                a.Span<T>().Slice(batch.A * m * k, m * k),
                k,
                1,
                b.Span<T>().Slice(batch.B * k * n, k * n),
                n,
                1,
                y.Span<T>().Slice(batch.Y * m * n, m * n),
                m,
                n,
                k
            );
        }
    }
}
