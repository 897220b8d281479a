using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Managed = Decant.Engine.Kernels.Managed;
using OneDnn = Decant.Engine.Kernels.OneDnn;
using Reference = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Execution.Launchers;

/// <summary>A·B over the last two axes; the axes before them are broadcast.</summary>
internal sealed unsafe class MatMulLauncher : Launcher<MatMul>
{
    /// <inheritdoc/>
    protected override void RunReference<T>(MatMul @operator, Step step)
    {
        var (a, b, y) = (step.Inputs[0]!, step.Inputs[1]!, step.Outputs[0]);
        var (m, k, n) = (a.Sizes[^2], a.Sizes[^1], b.Sizes[^1]);
        foreach (var batch in new MatrixBatches(a.Sizes, b.Sizes, y.Sizes))
        {
            Reference.MatrixMultiply.Run(
                a.Span<T>().Slice(batch.A * m * k, m * k), k, 1, b.Span<T>().Slice(batch.B * k * n, k * n), n, 1,
                y.Span<T>().Slice(batch.Y * m * n, m * n), m, n, k);
        }
    }

    /// <inheritdoc/>
    protected override void RunManaged(MatMul @operator, Step step)
    {
        var (a, b, y) = (step.Inputs[0]!, step.Inputs[1]!, step.Outputs[0]);
        var (m, k, n) = (a.Sizes[^2], a.Sizes[^1], b.Sizes[^1]);
        if (a.Count == 0 || b.Count == 0)
        {
            y.Span<float>().Clear();
            return;
        }

        var batch = (int)(y.Count / ((long)m * n));
        var (countA, countB) = (a.Count / ((long)m * k), b.Count / ((long)k * n));
        var (left, right) = (new Managed.MatrixView((float*)a.Pointer, k), new Managed.MatrixView((float*)b.Pointer, n));
        if ((countA == 1 || countA == batch) && (countB == 1 || countB == batch))
        {
            Managed.MatrixMultiply.RunBatch(
                step.Pool, batch, left, countA == 1 ? 0 : (nint)m * k, right, countB == 1 ? 0 : (nint)k * n, (float*)y.Pointer, n, (nint)m * n, m, n, k);
        }
        else
        {
            foreach (var place in new MatrixBatches(a.Sizes, b.Sizes, y.Sizes))
            {
                Managed.MatrixMultiply.Run(
                    step.Pool, new(left.At((nint)place.A * m, 0), k), new(right.At((nint)place.B * k, 0), n), (float*)y.Pointer + ((long)place.Y * m * n), n, m, n, k);
            }
        }
    }

    /// <inheritdoc/>
    protected override void RunOneDnn(MatMul @operator, Step step)
    {
        var (a, b, y) = (step.Inputs[0]!, step.Inputs[1]!, step.Outputs[0]);
        var (m, k, n) = (a.Sizes[^2], a.Sizes[^1], b.Sizes[^1]);
        if (a.Count == 0 || b.Count == 0)
        {
            y.Span<float>().Clear();
            return;
        }

        // One after the other, unless each operand has a matrix for every product or one for all.
        var batch = (int)(y.Count / ((long)m * n));
        var (countA, countB) = (a.Count / ((long)m * k), b.Count / ((long)k * n));
        var sizes = new OneDnn.MatrixSizes(a.Type, m, n, k);
        if ((countA == 1 || countA == batch) && (countB == 1 || countB == batch))
        {
            OneDnn.MatrixMultiply.Run(
                step.OneDnn!, step.Pool, sizes with { Batch = batch }, a.Pointer, b.Pointer, (float*)y.Pointer, default,
                countA == 1 ? 0 : (long)m * k, countB == 1 ? 0 : (long)k * n);
            return;
        }

        var bytes = a.Type.Size();
        foreach (var place in new MatrixBatches(a.Sizes, b.Sizes, y.Sizes))
        {
            OneDnn.MatrixMultiply.Run(
                step.OneDnn!, step.Pool, sizes, (byte*)a.Pointer + ((long)place.A * m * k * bytes), (byte*)b.Pointer + ((long)place.B * k * n * bytes),
                (float*)y.Pointer + ((long)place.Y * m * n));
        }
    }
}
