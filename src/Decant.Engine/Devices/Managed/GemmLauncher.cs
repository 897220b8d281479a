using Decant.Engine.Operators;
using static Decant.Engine.Devices.Reference.GemmLauncher;
using Kernel = Decant.Engine.Kernels.Managed;

namespace Decant.Engine.Devices.Managed;

/// <summary>A'·B' + C with an optional residual and activation.</summary>
internal sealed unsafe class GemmLauncher : ManagedLauncher<Gemm>
{
    /// <inheritdoc/>
    public override ReadOnlySpan<int> InPlace => [Gemm.Residual];

    /// <inheritdoc/>
    public override bool PreparesWeights => true;

    /// <inheritdoc/>
    public override bool CanUpdate(Step step) => step.Node.Operator is Gemm { Activation: Activation.None };

    /// <inheritdoc/>
    protected override void Run(Gemm @operator, Step step)
    {
        float* a = At<float>(step.Inputs[0]), b = At<float>(step.Inputs[1]), y = At<float>(step.Outputs[0]);
        var (m, n, k) = Sizes(@operator, step);
        var left = @operator.TransposeA ? new Kernel.MatrixView(a, 1, m) : new(a, k);
        var right = @operator.TransposeB ? new Kernel.MatrixView(b, 1, k) : new(b, n);
        var update = step.Update;
        var epilogue = Epilogue(@operator, step) with { Update = update.Count > 0 ? &update : null };
        Kernel.MatrixMultiply.Run(step.Pool, left, right, y, n, m, n, k, epilogue, step.Prepared);
    }

    /// <summary>What is done with a sum while it is in registers or caches.</summary>
    public static Kernel.Epilogue Epilogue(Gemm @operator, Step step) => new()
    {
        Bias = At<float>(Optional(step, 2)), Residual = At<float>(Optional(step, Gemm.Residual)),
        SlopeAt = At<float>(Optional(step, Gemm.SlopeAt)),
        Sums = @operator.KeepsSums ? At<float>(step.Outputs[1]) : null, Activation = (Kernel.Activation)@operator.Activation,
    };
}
