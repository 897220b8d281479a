using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using static Decant.Engine.Devices.Managed.MatMulLauncher;
using Kernel = Decant.Engine.Kernels.OneDnn;

namespace Decant.Engine.Devices.OneDnn;

/// <summary>A·B over the last two axes; the axes before them are broadcast.</summary>
internal sealed unsafe class MatMulLauncher : OneDnnLauncher<MatMul>
{
    /// <inheritdoc/>
    protected override void Run(MatMul @operator, Step step)
    {
        var (a, b, y) = (step.Inputs[0]!, step.Inputs[1]!, step.Outputs[0]);
        var (m, k, n) = (a.Sizes[^2], a.Sizes[^1], b.Sizes[^1]);
        var (sizes, bytes) = (new Kernel.MatrixSizes(a.Type, m, n, k), a.Type.Size());
        if (IsEmpty(step))
        {
            y.Span<float>().Clear();
        }
        else if (Regular(a, b, y) is { } batch)
        {
            Kernel.MatrixMultiply.Run(
                Plans(step),
                step.Pool,
                sizes with
                {
                    Batch = batch.Count,
                },
                a.Pointer,
                b.Pointer,
                (float*)y.Pointer,
                default,
                batch.StrideA,
                batch.StrideB
            );
        }
        else
        {
            foreach (var place in new MatrixBatches(a.Sizes, b.Sizes, y.Sizes))
            {
                Kernel.MatrixMultiply.Run(
                    Plans(step),
                    step.Pool,
                    sizes,
                    (byte*)a.Pointer + ((long)place.A * m * k * bytes),
                    (byte*)b.Pointer + ((long)place.B * k * n * bytes),
                    (float*)y.Pointer + ((long)place.Y * m * n)
                );
            }
        }
    }
}
