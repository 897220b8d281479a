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
        var (left, right) = (new Managed.MatrixView((float*)a.Pointer, k), new Managed.MatrixView((float*)b.Pointer, n));
        if (IsEmpty(step))
        {
            y.Span<float>().Clear();
        }
        else if (Regular(a, b, y) is { } batch)
        {
            Managed.MatrixMultiply.RunBatch(step.Pool, batch.Count, left, batch.StrideA, right, batch.StrideB, (float*)y.Pointer, n, (nint)m * n, m, n, k);
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
        var (sizes, bytes) = (new OneDnn.MatrixSizes(a.Type, m, n, k), a.Type.Size());
        if (IsEmpty(step))
        {
            y.Span<float>().Clear();
        }
        else if (Regular(a, b, y) is { } batch)
        {
            OneDnn.MatrixMultiply.Run(
                step.OneDnn!, step.Pool, sizes with { Batch = batch.Count }, a.Pointer, b.Pointer, (float*)y.Pointer, default, batch.StrideA, batch.StrideB);
        }
        else
        {
            foreach (var place in new MatrixBatches(a.Sizes, b.Sizes, y.Sizes))
            {
                OneDnn.MatrixMultiply.Run(
                    step.OneDnn!, step.Pool, sizes, (byte*)a.Pointer + ((long)place.A * m * k * bytes), (byte*)b.Pointer + ((long)place.B * k * n * bytes),
                    (float*)y.Pointer + ((long)place.Y * m * n));
            }
        }
    }

    private static bool IsEmpty(Step step) => step.Inputs[0]!.Count == 0 || step.Inputs[1]!.Count == 0;

    // How far the matrices of products that follow each other are apart, if each operand has one for every product or one for all of them: such products are one piece of work.
    private static (int Count, nint StrideA, nint StrideB)? Regular(Operand a, Operand b, Operand y)
    {
        nint sizeA = (nint)a.Sizes[^2] * a.Sizes[^1], sizeB = (nint)b.Sizes[^2] * b.Sizes[^1];
        var count = (int)(y.Count / ((long)a.Sizes[^2] * b.Sizes[^1]));
        var (countA, countB) = (a.Count / sizeA, b.Count / sizeB);
        return (countA == 1 || countA == count) && (countB == 1 || countB == count) ? (count, countA == 1 ? 0 : sizeA, countB == 1 ? 0 : sizeB) : null;
    }
}
