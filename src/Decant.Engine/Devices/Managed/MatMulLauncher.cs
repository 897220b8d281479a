using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.Managed;

namespace Decant.Engine.Devices.Managed;

/// <summary>A·B over the last two axes; the axes before them are broadcast.</summary>
internal sealed unsafe class MatMulLauncher : ManagedLauncher<MatMul>
{
    /// <inheritdoc/>
    protected override void Run(MatMul @operator, Step step)
    {
        var (a, b, y) = (step.Inputs[0]!, step.Inputs[1]!, step.Outputs[0]);
        var (m, k, n) = (a.Sizes[^2], a.Sizes[^1], b.Sizes[^1]);
        var (left, right) = (new Kernel.MatrixView((float*)a.Pointer, k), new Kernel.MatrixView((float*)b.Pointer, n));
        if (Reference.MatMulLauncher.IsEmpty(step))
        {
            y.Span<float>().Clear();
        }
        else if (Reference.MatMulLauncher.Regular(a, b, y) is { } batch)
        {
            Kernel.MatrixMultiply.RunBatch(step.Pool, batch.Count, left, batch.StrideA, right, batch.StrideB, (float*)y.Pointer, n, (nint)m * n, m, n, k);
        }
        else
        {
            foreach (var place in new MatrixBatches(a.Sizes, b.Sizes, y.Sizes))
            {
                Kernel.MatrixMultiply.Run(
                    step.Pool, new(left.At((nint)place.A * m, 0), k), new(right.At((nint)place.B * k, 0), n), (float*)y.Pointer + ((long)place.Y * m * n), n, m, n, k);
            }
        }
    }
}
