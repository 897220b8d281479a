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
        if (IsEmpty(step))
        {
            y.Span<float>().Clear();
        }
        else if (Regular(a, b, y) is { } batch)
        {
            Kernel.MatrixMultiply.RunBatch(
                step.Pool,
                batch.Count,
                left,
                batch.StrideA,
                right,
                batch.StrideB,
                (float*)y.Pointer,
                n,
                (nint)m * n,
                m,
                n,
                k
            );
        }
        else
        {
            foreach (var place in new MatrixBatches(a.Sizes, b.Sizes, y.Sizes))
            {
                Kernel.MatrixMultiply.Run(
                    step.Pool,
                    new(left.At((nint)place.A * m, 0), k),
                    new(right.At((nint)place.B * k, 0), n),
                    (float*)y.Pointer + ((long)place.Y * m * n),
                    n,
                    m,
                    n,
                    k
                );
            }
        }
    }

    /// <summary>Whether there is nothing to multiply.</summary>
    public static bool IsEmpty(Step step) => step.Inputs[0]!.Count == 0 || step.Inputs[1]!.Count == 0;

    /// <summary>
    /// How far the matrices of products that follow each other are apart, if each operand has one for every product or one for all of
    /// them: such products are one piece of work.
    /// </summary>
    public static (int Count, nint StrideA, nint StrideB)? Regular(Operand a, Operand b, Operand y)
    {
        nint sizeA = (nint)a.Sizes[^2] * a.Sizes[^1],
            sizeB = (nint)b.Sizes[^2] * b.Sizes[^1];
        var count = (int)(y.Count / ((long)a.Sizes[^2] * b.Sizes[^1]));
        var (countA, countB) = (a.Count / sizeA, b.Count / sizeB);
        return (countA == 1 || countA == count) && (countB == 1 || countB == count)
            ? (count, countA == 1 ? 0 : sizeA, countB == 1 ? 0 : sizeB)
            : null;
    }
}
