using Decant.Engine.Devices.Managed;
using Decant.Engine.Operators;
using static Decant.Engine.Devices.Reference.GemmLauncher;
using Kernel = Decant.Engine.Kernels.OneDnn;

namespace Decant.Engine.Devices.OneDnn;

/// <summary>A'·B' + C, and what is fused with it.</summary>
internal sealed unsafe class GemmLauncher : OneDnnLauncher<Gemm>
{
    private readonly Managed.GemmLauncher _managed = new();

    /// <inheritdoc/>
    public override bool AddsInPlace => true;

    /// <inheritdoc/>
    protected override void Run(Gemm @operator, Step step)
    {
        var (a, b, y) = (step.Inputs[0]!, step.Inputs[1]!, step.Outputs[0]);
        var (m, n, k) = Sizes(@operator, step);
        if (m == 0 || n == 0 || k == 0)
        {
            _managed.Run(step); // nothing to multiply
            return;
        }

        var epilogue = FusedEpilogue.Of(step);
        if (epilogue.Residual == y.Pointer)
        {
            // oneDNN writes the sums over the residual.
            var bytes = sizeof(float) * y.Count;
            epilogue.Residual = (float*)step.Pool.Shared(bytes);
            Buffer.MemoryCopy(y.Pointer, epilogue.Residual, bytes, bytes);
        }

        Kernel.MatrixMultiply.Run(
            Plans(step),
            step.Pool,
            new(a.Type, m, n, k, @operator.TransposeA, @operator.TransposeB),
            a.Pointer,
            b.Pointer,
            (float*)y.Pointer,
            epilogue
        );
    }
}
