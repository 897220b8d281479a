using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Devices.Reference;

/// <summary>The L2 norm of several gradients together: one sum over gradients that lie one after the other, as a plan lays them.</summary>
internal unsafe class GradientNormLauncher : Launcher<GradientNorm>
{
    /// <inheritdoc/>
    public sealed override int? TakesOver(int output) => 0;

    /// <inheritdoc/>
    protected sealed override void Run(GradientNorm @operator, Step step)
    {
        step.Outputs[0].Settle(step.Inputs[0]!);
        if (@operator.Measures(*step.In<long>(1)))
        {
            *step.Out<double>(0) = Math.Sqrt(SumOfSquares(step));
        }
    }

    /// <summary>Σ g² over gradients that lie one after the other.</summary>
    /// <param name="step">The step.</param>
    /// <param name="first">The first of them.</param>
    /// <param name="count">Numbers from the first to the last one, zeros between them included.</param>
    protected virtual double SumOfSquares(Step step, Operand first, long count) =>
        first.Type == ElementType.Float64
            ? Kernel.Norms.SumOfSquares((double*)first.Pointer, count)
            : Kernel.Norms.SumOfSquares((float*)first.Pointer, count);

    private double SumOfSquares(Step step)
    {
        var sum = 0.0;
        var first = GradientNorm.FirstGradient;
        for (var i = first; i < step.Inputs.Length; i++)
        {
            var last = step.Inputs[i]!;
            if (i + 1 == step.Inputs.Length || !step.Inputs[i + 1]!.Follows(last))
            {
                var begin = step.Inputs[first]!;
                sum += SumOfSquares(step, begin, (((byte*)last.Pointer - (byte*)begin.Pointer) / last.Type.Size()) + last.Count);
                first = i + 1;
            }
        }

        return sum;
    }
}
