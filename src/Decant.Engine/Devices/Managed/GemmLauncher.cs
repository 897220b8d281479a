using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using static Decant.Engine.Devices.Reference.GemmLauncher;
using Kernel = Decant.Engine.Kernels.Managed;

namespace Decant.Engine.Devices.Managed;

/// <summary>A'·B' + C, and what is fused with it.</summary>
internal sealed unsafe class GemmLauncher : ManagedLauncher<Gemm>
{
    /// <inheritdoc/>
    public override bool AddsInPlace => true;

    /// <inheritdoc/>
    public override bool PreparesWeights => true;

    /// <inheritdoc/>
    public override bool CanUpdate(Node node) => FusedForm.Of(node) is { Activation: null };

    /// <inheritdoc/>
    protected override void Run(Gemm @operator, Step step)
    {
        float* a = step.In<float>(0),
            b = step.In<float>(1),
            y = step.Out<float>(0);
        var (m, n, k) = Sizes(@operator, step);
        var left = @operator.TransposeA ? new Kernel.MatrixView(a, 1, m) : new(a, k);
        var right = @operator.TransposeB ? new Kernel.MatrixView(b, 1, k) : new(b, n);
        var update = step.Chain.Length > 1 ? ((IUpdateLauncher)step.Chain[1].Launcher).Update(step.Chain[1]) : default;
        var epilogue = FusedEpilogue.Of(step) with { Update = update.Count > 0 ? &update : null };
        Kernel.MatrixMultiply.Run(step.Pool, left, right, y, n, m, n, k, epilogue, step.Prepared);
    }
}
