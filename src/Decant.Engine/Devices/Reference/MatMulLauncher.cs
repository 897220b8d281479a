using Decant.Engine.Graphs;
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
                a.Span<T>().Slice(batch.A * m * k, m * k), k, 1, b.Span<T>().Slice(batch.B * k * n, k * n), n, 1,
                y.Span<T>().Slice(batch.Y * m * n, m * n), m, n, k);
        }
    }

    /// <summary>Whether there is nothing to multiply.</summary>
    public static bool IsEmpty(Step step) => step.Inputs[0]!.Count == 0 || step.Inputs[1]!.Count == 0;

    // How far the matrices of products that follow each other are apart, if each operand has one for every product or one for all of them: such products are one piece of work.
    public static (int Count, nint StrideA, nint StrideB)? Regular(Operand a, Operand b, Operand y)
    {
        nint sizeA = (nint)a.Sizes[^2] * a.Sizes[^1], sizeB = (nint)b.Sizes[^2] * b.Sizes[^1];
        var count = (int)(y.Count / ((long)a.Sizes[^2] * b.Sizes[^1]));
        var (countA, countB) = (a.Count / sizeA, b.Count / sizeB);
        return (countA == 1 || countA == count) && (countB == 1 || countB == count) ? (count, countA == 1 ? 0 : sizeA, countB == 1 ? 0 : sizeB) : null;
    }
}
