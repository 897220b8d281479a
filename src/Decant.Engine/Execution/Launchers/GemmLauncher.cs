using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Managed = Decant.Engine.Kernels.Managed;
using OneDnn = Decant.Engine.Kernels.OneDnn;
using Reference = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Execution.Launchers;

/// <summary>A'·B' + C with an optional residual and activation.</summary>
internal sealed unsafe class GemmLauncher : Launcher<Gemm>
{
    /// <inheritdoc/>
    public override ReadOnlySpan<int> InPlace => [Gemm.Residual];

    /// <inheritdoc/>
    public override bool CanUpdate(Node node, KernelSet kernels) => kernels == KernelSet.Managed && node.Operator is Gemm { Activation: Activation.None };

    /// <inheritdoc/>
    protected override void RunReference<T>(Gemm @operator, Step step)
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

        Reference.MatrixMultiply.Run(
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
                Activation.Relu => default(Reference.Formulas.Relu<T>).Apply(sum),
                Activation.Gelu => default(Reference.Formulas.Gelu<T>).Apply(sum),
                Activation.ReluSlope => default(Reference.Formulas.ReluGradient<T>).Apply(sum, slopeAt[i]),
                Activation.GeluSlope => default(Reference.Formulas.GeluGradient<T>).Apply(sum, slopeAt[i]),
                _ => sum,
            };
        }
    }

    /// <inheritdoc/>
    protected override void RunManaged(Gemm @operator, Step step)
    {
        float* a = At<float>(step.Inputs[0]), b = At<float>(step.Inputs[1]), y = At<float>(step.Outputs[0]);
        var (m, n, k) = Sizes(@operator, step);
        var left = @operator.TransposeA ? new Managed.MatrixView(a, 1, m) : new(a, k);
        var right = @operator.TransposeB ? new Managed.MatrixView(b, 1, k) : new(b, n);
        var update = step.Update;
        var epilogue = Epilogue(@operator, step) with { Update = update.Count > 0 ? &update : null };
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

        var epilogue = Epilogue(@operator, step);
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

    // What is done with a sum while it is in registers or caches.
    private static Managed.Epilogue Epilogue(Gemm @operator, Step step) => new()
    {
        Bias = At<float>(Optional(step, 2)), Residual = At<float>(Optional(step, Gemm.Residual)), SlopeAt = At<float>(Optional(step, Gemm.SlopeAt)),
        Sums = @operator.KeepsSums ? At<float>(step.Outputs[1]) : null, Activation = (Managed.Activation)@operator.Activation,
    };

    private static Operand? Optional(Step step, int input) => step.Inputs.Length > input ? step.Inputs[input] : null;

    private static T* At<T>(Operand? operand) where T : unmanaged => operand is null ? null : (T*)operand.Pointer;

    private static (int M, int N, int K) Sizes(Gemm @operator, Step step) =>
        (step.Outputs[0].Sizes[0], step.Outputs[0].Sizes[1], step.Inputs[0]!.Sizes[@operator.TransposeA ? 0 : 1]);
}
