using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Devices.Reference;

/// <summary>A'·B' + C.</summary>
internal sealed unsafe class GemmLauncher : PlainLauncher<Gemm>
{
    /// <inheritdoc/>
    protected override void RunFloat<T>(Gemm @operator, Step step)
    {
        var (a, b) = (step.Inputs[0]!, step.Inputs[1]!);
        var y = step.Outputs[0].Span<T>();
        var (m, n, k) = Sizes(@operator, step);
        Kernel.MatrixMultiply.Run(
            a.Span<T>(),
            @operator.TransposeA ? 1 : k,
            @operator.TransposeA ? m : 1,
            b.Span<T>(),
            @operator.TransposeB ? 1 : n,
            @operator.TransposeB ? k : 1,
            y,
            m,
            n,
            k
        );
        var c = step.In<T>(step.Form.Bias);
        for (var i = 0; c is not null && i < y.Length; i++)
        {
            y[i] += c[i % n];
        }
    }

    /// <summary>Rows and columns of the result, and how many products each of its elements sums.</summary>
    public static (int M, int N, int K) Sizes(Gemm @operator, Step step) =>
        (step.Outputs[0].Sizes[0], step.Outputs[0].Sizes[1], step.Inputs[0]!.Sizes[@operator.TransposeA ? 0 : 1]);
}
