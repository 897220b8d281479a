using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Managed = Decant.Engine.Kernels.Managed;
using Reference = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Execution.Launchers;

/// <summary>The L2 norm of several gradients together: one sum over gradients that lie one after the other, as a plan lays them.</summary>
internal sealed unsafe class GradientNormLauncher : Launcher
{
    /// <inheritdoc/>
    public override int? TakesOver(int output) => 0;

    /// <inheritdoc/>
    public override void Run(Step step)
    {
        Stay(step.Inputs[0]!, step.Outputs[0]);
        if (((GradientNorm)step.Node.Operator).Measures(*(long*)step.Inputs[1]!.Pointer))
        {
            *(double*)step.Outputs[0].Pointer = Math.Sqrt(SumOfSquares(step));
        }
    }

    private static double SumOfSquares(Step step)
    {
        var sum = 0.0;
        var first = GradientNorm.FirstGradient;
        for (var i = first; i < step.Inputs.Length; i++)
        {
            if (i + 1 == step.Inputs.Length || !StatePlan.Follows(step.Inputs[i]!, step.Inputs[i + 1]!))
            {
                sum += SumOfSquares(step, step.Inputs[first]!, step.Inputs[i]!);
                first = i + 1;
            }
        }

        return sum;
    }

    private static double SumOfSquares(Step step, Operand first, Operand last)
    {
        var count = (((byte*)last.Pointer - (byte*)first.Pointer) / first.Type.Size()) + last.Count;
        return first.Type == ElementType.Float64 ? Reference.Norms.SumOfSquares((double*)first.Pointer, count)
            : KernelChoice.Computing(step.Kernels, first.Type) == KernelSet.Reference ? Reference.Norms.SumOfSquares((float*)first.Pointer, count)
            : Managed.Norms.SumOfSquares(step.Pool, (float*)first.Pointer, count);
    }
}
