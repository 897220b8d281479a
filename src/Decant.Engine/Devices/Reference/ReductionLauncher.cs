using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Devices.Reference;

/// <summary>Sums, means and extremes along axes, and the sum down to a smaller shape.</summary>
internal sealed unsafe class ReductionLauncher : PlainLauncher<Operator>
{
    /// <inheritdoc/>
    public override IReadOnlyList<Type> Operators { get; } = [typeof(Reduction), typeof(SumTo)];

    /// <inheritdoc/>
    protected override void RunFloat<T>(Operator @operator, Step step)
    {
        switch (@operator)
        {
            case ReduceMax:
                Apply(default(Kernel.Formulas.Largest<T>));
                break;
            case ReduceMean:
                Apply(default(Kernel.Formulas.Mean<T>));
                break;
            case ReduceMin:
                Apply(default(Kernel.Formulas.Smallest<T>));
                break;
            case ReduceProd:
                Apply(default(Kernel.Formulas.Product<T>));
                break;
            case ReduceSum or SumTo:
                Apply(default(Kernel.Formulas.Sum<T>));
                break;
            default:
                throw Refusal(@operator, step);
        }

        void Apply<TFormula>(TFormula formula)
            where TFormula : struct, Kernel.IReductionFormula<T> =>
            Kernel.Reduce.Run(formula, (T*)step.Inputs[0]!.Pointer, (T*)step.Outputs[0].Pointer, Plan(step));
    }

    /// <inheritdoc/>
    protected override void RunWhole<T>(Operator @operator, Step step)
    {
        switch (@operator)
        {
            case ReduceMax:
                Apply(default(Kernel.Formulas.Largest<T>));
                break;
            case ReduceMean:
                Apply(default(Kernel.Formulas.WholeMean<T>));
                break;
            case ReduceMin:
                Apply(default(Kernel.Formulas.Smallest<T>));
                break;
            case ReduceProd:
                Apply(default(Kernel.Formulas.Product<T>));
                break;
            case ReduceSum or SumTo:
                Apply(default(Kernel.Formulas.Sum<T>));
                break;
            default:
                throw Refusal(@operator, step);
        }

        void Apply<TFormula>(TFormula formula)
            where TFormula : struct, Kernel.IReductionFormula<T> =>
            Kernel.Reduce.Run(formula, (T*)step.Inputs[0]!.Pointer, (T*)step.Outputs[0].Pointer, Plan(step));
    }

    /// <summary>The loops over what is joined and what stays.</summary>
    public static ReductionPlan Plan(Step step)
    {
        Span<int> sizes = stackalloc int[LoopNest.MaxRank];
        Span<int> target = stackalloc int[LoopNest.MaxRank];
        var x = step.SizesInMemory(step.Inputs[0]!, sizes);
        if (step.Node.Operator is Reduction reduction)
        {
            // The output with its joined axes as 1, in the order of the input's memory.
            var rank = step.Inputs[0]!.Sizes.Length;
            Span<int> kept = stackalloc int[LoopNest.MaxRank];
            step.Inputs[0]!.Sizes.CopyTo(kept);
            for (var axis = 0; axis < rank; axis++)
            {
                kept[axis] = reduction.Joins(axis, rank) ? 1 : kept[axis];
            }

            return ReductionPlan.To(x, step.InMemory(kept[..rank], target));
        }

        return ReductionPlan.To(x, step.SizesInMemory(step.Outputs[0], target));
    }
}
