using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Devices.Reference;

/// <summary>A'·B' + C with an optional residual and activation.</summary>
internal sealed unsafe class GemmLauncher : PlainLauncher<Gemm>
{
    /// <inheritdoc/>
    public override ReadOnlySpan<int> InPlace => [Gemm.Residual];

    /// <inheritdoc/>
    protected override void RunFloat<T>(Gemm @operator, Step step)
    {
        var (a, b) = (step.Inputs[0]!, step.Inputs[1]!);
        var y = step.Outputs[0].Span<T>();
        var (m, n, k) = Sizes(@operator, step);
        if (Optional(step, Gemm.Residual) is { } residual)
        {
            residual.Span<T>().CopyTo(y); // it may stand there already
        }
        else
        {
            y.Clear();
        }

        Kernel.MatrixMultiply.Run(
            a.Span<T>(), @operator.TransposeA ? 1 : k, @operator.TransposeA ? m : 1,
            b.Span<T>(), @operator.TransposeB ? 1 : n, @operator.TransposeB ? k : 1, y, m, n, k, add: true);
        T* c = At<T>(Optional(step, 2)), slopeAt = At<T>(Optional(step, Gemm.SlopeAt));
        for (var i = 0; i < y.Length; i++)
        {
            var sum = c is null ? y[i] : y[i] + c[i % n];
            if (@operator.KeepsSums)
            {
                At<T>(step.Outputs[1])[i] = sum;
            }

            y[i] = @operator.Activation switch
            {
                Activation.Relu => default(Kernel.Formulas.Relu<T>).Apply(sum),
                Activation.Gelu => default(Kernel.Formulas.Gelu<T>).Apply(sum),
                Activation.ReluSlope => default(Kernel.Formulas.ReluGradient<T>).Apply(sum, slopeAt[i]),
                Activation.GeluSlope => default(Kernel.Formulas.GeluGradient<T>).Apply(sum, slopeAt[i]),
                _ => sum,
            };
        }
    }

    /// <summary>An input that may be absent.</summary>
    public static Operand? Optional(Step step, int input) => step.Inputs.Length > input ? step.Inputs[input] : null;

    /// <summary>The first element of an operand; null where it is absent.</summary>
    public static T* At<T>(Operand? operand) where T : unmanaged => operand is null ? null : (T*)operand.Pointer;

    /// <summary>Rows and columns of the result, and how many products each of its elements sums.</summary>
    public static (int M, int N, int K) Sizes(Gemm @operator, Step step) =>
        (step.Outputs[0].Sizes[0], step.Outputs[0].Sizes[1], step.Inputs[0]!.Sizes[@operator.TransposeA ? 0 : 1]);
}
