using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Devices.Reference;

/// <summary>Running sums along an axis.</summary>
internal sealed unsafe class CumSumLauncher : PlainLauncher<CumSum>
{
    /// <inheritdoc/>
    public override ReadOnlySpan<int> InPlace => [0];

    /// <inheritdoc/>
    protected override void RunFloat<T>(CumSum @operator, Step step) => Sum<T>(@operator, step);

    /// <inheritdoc/>
    protected override void RunWhole<T>(CumSum @operator, Step step) => Sum<T>(@operator, step);

    private static void Sum<T>(CumSum sum, Step step)
        where T : unmanaged, System.Numerics.INumber<T> =>
        Kernel.CumSum.Run(
            (T*)step.Inputs[0]!.Pointer,
            (T*)step.Outputs[0].Pointer,
            AlongAxis.Of(step.Outputs[0].Sizes, (int)sum.Axis),
            sum.Exclusive,
            sum.Reverse
        );
}
