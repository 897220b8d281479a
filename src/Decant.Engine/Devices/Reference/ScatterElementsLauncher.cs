using System.Numerics;
using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Devices.Reference;

/// <summary>A value with some elements changed.</summary>
internal sealed unsafe class ScatterElementsLauncher : PlainLauncher<ScatterElements>
{
    /// <inheritdoc/>
    public override ReadOnlySpan<int> InPlace => [0];

    /// <inheritdoc/>
    protected override void RunFloat<T>(ScatterElements @operator, Step step) => Scatter<T>(@operator, step);

    /// <inheritdoc/>
    protected override void RunWhole<T>(ScatterElements @operator, Step step) => Scatter<T>(@operator, step);

    private static void Scatter<T>(ScatterElements scatter, Step step)
        where T : unmanaged, INumber<T>
    {
        var (x, indices, updates, y) = (step.Inputs[0]!, step.Inputs[1]!, step.Inputs[2]!, step.Outputs[0]);
        if (x.Pointer != y.Pointer)
        {
            x.Span<T>().CopyTo(y.Span<T>());
        }

        switch (scatter.Reduction)
        {
            case ScatterReduction.None:
                Apply(default(Kernel.Formulas.Second<T>));
                break;
            case ScatterReduction.Add:
                Apply(default(Kernel.Formulas.Add<T>));
                break;
            case ScatterReduction.Mul:
                Apply(default(Kernel.Formulas.Mul<T>));
                break;
            case ScatterReduction.Max:
                Apply(default(Kernel.Formulas.Max<T>));
                break;
            default:
                Apply(default(Kernel.Formulas.Min<T>));
                break;
        }

        void Apply<TFormula>(TFormula formula)
            where TFormula : struct, Kernel.IBinaryFormula<T, T> =>
            Kernel.GatherElements.Scatter(
                formula,
                (T*)updates.Pointer,
                (long*)indices.Pointer,
                (T*)y.Pointer,
                y.Sizes,
                indices.Sizes,
                step.Node.Outputs[0].Shape.Axis(scatter.Axis)
            );
    }
}
