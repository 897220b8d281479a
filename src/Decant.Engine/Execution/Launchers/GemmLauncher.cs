using Decant.Engine.Operators;
using Managed = Decant.Engine.Kernels.Managed;
using OneDnn = Decant.Engine.Kernels.OneDnn;
using Reference = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Execution.Launchers;

/// <summary>A'·B' + C, and what is fused with it.</summary>
internal sealed unsafe class GemmLauncher : Launcher<Gemm>
{
    /// <inheritdoc/>
    public override bool AddsInPlace => true;

    /// <inheritdoc/>
    public override bool CanUpdate(Step step) => step is { Computing: KernelSet.Managed, Form.Activation: null };

    /// <inheritdoc/>
    protected override void RunReference<T>(Gemm @operator, Step step)
    {
        var (a, b) = (step.Inputs[0]!, step.Inputs[1]!);
        var y = step.Outputs[0].Span<T>();
        var (m, n, k) = Sizes(@operator, step);
        Reference.MatrixMultiply.Run(
            a.Span<T>(), @operator.TransposeA ? 1 : k, @operator.TransposeA ? m : 1,
            b.Span<T>(), @operator.TransposeB ? 1 : n, @operator.TransposeB ? k : 1, y, m, n, k);
        var c = step.In<T>(step.Form.Bias);
        for (var i = 0; c is not null && i < y.Length; i++)
        {
            y[i] += c[i % n];
        }
    }

    /// <inheritdoc/>
    protected override void RunManaged(Gemm @operator, Step step)
    {
        float* a = step.In<float>(0), b = step.In<float>(1), y = step.Out<float>(0);
        var (m, n, k) = Sizes(@operator, step);
        var left = @operator.TransposeA ? new Managed.MatrixView(a, 1, m) : new(a, k);
        var right = @operator.TransposeB ? new Managed.MatrixView(b, 1, k) : new(b, n);
        var update = step.Update;
        var epilogue = FusedEpilogue.Of(step) with { Update = update.Count > 0 ? &update : null };
        Managed.MatrixMultiply.Run(step.Pool, left, right, y, n, m, n, k, epilogue, step.Prepared);
    }

    /// <inheritdoc/>
    protected override void RunOneDnn(Gemm @operator, Step step)
    {
        var (a, b, y) = (step.Inputs[0]!, step.Inputs[1]!, step.Outputs[0]);
        var (m, n, k) = Sizes(@operator, step);
        if (m == 0 || n == 0 || k == 0)
        {
            RunManaged(@operator, step); // nothing to multiply
            return;
        }

        var epilogue = FusedEpilogue.Of(step);
        if (epilogue.Residual == y.Pointer)
        {
            // oneDNN writes the sums where the residual stands.
            var bytes = sizeof(float) * y.Count;
            epilogue.Residual = (float*)step.Pool.Shared(bytes);
            Buffer.MemoryCopy(y.Pointer, epilogue.Residual, bytes, bytes);
        }

        OneDnn.MatrixMultiply.Run(
            step.OneDnn!, step.Pool, new(a.Type, m, n, k, @operator.TransposeA, @operator.TransposeB), a.Pointer, b.Pointer, (float*)y.Pointer, epilogue);
    }

    private static (int M, int N, int K) Sizes(Gemm @operator, Step step) =>
        (step.Outputs[0].Sizes[0], step.Outputs[0].Sizes[1], step.Inputs[0]!.Sizes[@operator.TransposeA ? 0 : 1]);
}
