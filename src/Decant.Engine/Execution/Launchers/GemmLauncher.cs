using System.Numerics;
using Decant.Engine.Operators;
using Managed = Decant.Engine.Kernels.Managed;
using OneDnn = Decant.Engine.Kernels.OneDnn;
using Reference = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Execution.Launchers;

/// <summary>Alpha·A'·B' + Beta·C with an optional residual and activation.</summary>
internal sealed unsafe class GemmLauncher : Launcher<Gemm>
{
    /// <inheritdoc/>
    public override ReadOnlySpan<int> InPlace => [Gemm.Residual];

    /// <inheritdoc/>
    protected override void RunReference<T>(Gemm @operator, Step step)
    {
        var (a, b, y) = (step.Inputs[0]!, step.Inputs[1]!, step.Outputs[0]);
        var (m, n, k) = Sizes(@operator, step);
        Start<T>(step);
        Reference.MatrixMultiply.Run(
            a.Span<T>(), @operator.TransposeA ? 1 : k, @operator.TransposeA ? m : 1,
            b.Span<T>(), @operator.TransposeB ? 1 : n, @operator.TransposeB ? k : 1, y.Span<T>(), m, n, k, add: true);
        Finish<T>(@operator, step);
    }

    /// <inheritdoc/>
    protected override void RunManaged(Gemm @operator, Step step)
    {
        var (a, b, y) = (step.Inputs[0]!, step.Inputs[1]!, step.Outputs[0]);
        var (m, n, k) = Sizes(@operator, step);
        var left = @operator.TransposeA ? new Managed.MatrixView((float*)a.Pointer, 1, m) : new((float*)a.Pointer, k);
        var right = @operator.TransposeB ? new Managed.MatrixView((float*)b.Pointer, 1, k) : new((float*)b.Pointer, n);
        var fused = IsFused(@operator, step, out var epilogue);
        Managed.MatrixMultiply.Run(step.Pool, left, right, (float*)y.Pointer, n, m, n, k, epilogue, step.Prepared);
        if (!fused)
        {
            Finish<float>(@operator, step);
        }
    }

    /// <inheritdoc/>
    protected override void RunOneDnn(Gemm @operator, Step step)
    {
        var (a, b, y) = (step.Inputs[0]!, step.Inputs[1]!, step.Outputs[0]);
        var (m, n, k) = Sizes(@operator, step);
        if (m == 0 || n == 0 || k == 0)
        {
            Start<float>(step);
            Finish<float>(@operator, step);
            return;
        }

        var fused = IsFused(@operator, step, out var epilogue);
        if (epilogue.Residual == y.Pointer)
        {
            // oneDNN writes the sums where the residual stands.
            var bytes = sizeof(float) * y.Count;
            epilogue.Residual = (float*)step.Pool.Shared(bytes);
            Buffer.MemoryCopy(y.Pointer, epilogue.Residual, bytes, bytes);
        }

        OneDnn.MatrixMultiply.Run(
            step.OneDnn!, step.Pool, new(a.Type, m, n, k, @operator.TransposeA, @operator.TransposeB), a.Pointer, b.Pointer, (float*)y.Pointer, epilogue);
        if (!fused)
        {
            Finish<float>(@operator, step);
        }
    }

    // A bias per column, the residual and the activation are applied while the sums are in registers or caches; other forms of C take a second pass.
    private static bool IsFused(Gemm @operator, Step step, out Managed.Epilogue epilogue)
    {
        var c = Optional(step, 2);
        var n = step.Outputs[0].Sizes[1];
        var isFused = @operator is { Alpha: 1, Beta: 1 } && (c is null || (c.Count == n && c.Sizes.Length > 0 && c.Sizes[^1] == n));
        epilogue = isFused
            ? new Managed.Epilogue
            {
                Bias = At(c), Residual = At(Optional(step, Gemm.Residual)), SlopeAt = At(Optional(step, Gemm.SlopeAt)),
                Sums = @operator.KeepsSums ? At(step.Outputs[1]) : null, Activation = (Managed.Activation)@operator.Activation,
            }
            : default;
        return isFused;

        static float* At(Operand? operand) => operand is null ? null : (float*)operand.Pointer;
    }

    private static Operand? Optional(Step step, int input) => step.Inputs.Length > input ? step.Inputs[input] : null;

    private static (int M, int N, int K) Sizes(Gemm @operator, Step step) =>
        (step.Outputs[0].Sizes[0], step.Outputs[0].Sizes[1], step.Inputs[0]!.Sizes[@operator.TransposeA ? 0 : 1]);

    // y = residual, which may stand there already, or 0
    private static void Start<T>(Step step) where T : unmanaged
    {
        var y = step.Outputs[0].Span<T>();
        if (Optional(step, Gemm.Residual) is { } residual)
        {
            residual.Span<T>().CopyTo(y);
        }
        else
        {
            y.Clear();
        }
    }

    // y = activation(α·y + β·c), the residual in y already
    private static void Finish<T>(Gemm @operator, Step step) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var y = step.Outputs[0];
        var (c, slopeAt) = (Optional(step, 2), Optional(step, Gemm.SlopeAt));
        var (rows, columns) = (y.Sizes[0], y.Sizes[1]);
        var (alpha, beta) = (T.CreateChecked(@operator.Alpha), T.CreateChecked(@operator.Beta));
        var rowStep = c is { Sizes.Length: 2 } && c.Sizes[0] == rows && rows > 1 ? c.Sizes[1] : 0;
        var columnStep = c is not null && c.Sizes.Length > 0 && c.Sizes[^1] == columns && columns > 1 ? 1 : 0;
        var result = (T*)y.Pointer;
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++, result++)
            {
                var place = (row * columns) + column;
                var sum = alpha * *result;
                sum += c is null ? T.Zero : beta * ((T*)c.Pointer)[(row * rowStep) + (column * columnStep)];
                if (@operator.KeepsSums)
                {
                    ((T*)step.Outputs[1].Pointer)[place] = sum;
                }

                *result = @operator.Activation switch
                {
                    Activation.Relu => sum < T.Zero ? T.Zero : sum,
                    Activation.Gelu => default(Reference.Formulas.Gelu<T>).Apply(sum),
                    Activation.ReluSlope => default(Reference.Formulas.ReluGradient<T>).Apply(sum, ((T*)slopeAt!.Pointer)[place]),
                    Activation.GeluSlope => default(Reference.Formulas.GeluGradient<T>).Apply(sum, ((T*)slopeAt!.Pointer)[place]),
                    _ => sum,
                };
            }
        }
    }
}
