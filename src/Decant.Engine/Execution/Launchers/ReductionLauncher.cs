using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Managed = Decant.Engine.Kernels.Managed;
using Reference = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Execution.Launchers;

/// <summary>Sums, means and extremes along axes, and the sum down to a smaller shape.</summary>
internal sealed unsafe class ReductionLauncher : Launcher<Graphs.Operator>
{
    /// <inheritdoc/>
    protected override void RunReference<T>(Graphs.Operator @operator, Step step)
    {
        switch (@operator)
        {
            case ReduceMax: Apply(default(Reference.Formulas.Largest<T>)); break;
            case ReduceMean: Apply(default(Reference.Formulas.Mean<T>)); break;
            case ReduceMin: Apply(default(Reference.Formulas.Smallest<T>)); break;
            case ReduceProd: Apply(default(Reference.Formulas.Product<T>)); break;
            case ReduceSum or SumTo: Apply(default(Reference.Formulas.Sum<T>)); break;
            default: throw Refusal(@operator, step);
        }

        void Apply<TFormula>(TFormula formula) where TFormula : struct, Reference.IReductionFormula<T> =>
            Reference.Reduce.Run(formula, (T*)step.Inputs[0]!.Pointer, (T*)step.Outputs[0].Pointer, Plan(step));
    }

    /// <inheritdoc/>
    protected override void RunWhole<T>(Graphs.Operator @operator, Step step)
    {
        switch (@operator)
        {
            case ReduceMax: Apply(default(Reference.Formulas.Largest<T>)); break;
            case ReduceMean: Apply(default(Reference.Formulas.WholeMean<T>)); break;
            case ReduceMin: Apply(default(Reference.Formulas.Smallest<T>)); break;
            case ReduceProd: Apply(default(Reference.Formulas.Product<T>)); break;
            case ReduceSum or SumTo: Apply(default(Reference.Formulas.Sum<T>)); break;
            default: throw Refusal(@operator, step);
        }

        void Apply<TFormula>(TFormula formula) where TFormula : struct, Reference.IReductionFormula<T> =>
            Reference.Reduce.Run(formula, (T*)step.Inputs[0]!.Pointer, (T*)step.Outputs[0].Pointer, Plan(step));
    }

    /// <inheritdoc/>
    protected override void RunManaged(Graphs.Operator @operator, Step step)
    {
        switch (@operator)
        {
            case ReduceMax: Apply(default(Managed.Formulas.Largest)); break;
            case ReduceMean: Apply(default(Managed.Formulas.Mean)); break;
            case ReduceMin: Apply(default(Managed.Formulas.Smallest)); break;
            case ReduceProd: Apply(default(Managed.Formulas.Product)); break;
            case ReduceSum or SumTo: Apply(default(Managed.Formulas.Sum)); break;
            default: RunReference<float>(@operator, step); break;
        }

        void Apply<TFormula>(TFormula formula) where TFormula : unmanaged, Managed.IReductionFormula =>
            Managed.Reduce.Run(step.Pool, formula, (float*)step.Inputs[0]!.Pointer, (float*)step.Outputs[0].Pointer, Plan(step));
    }

    private static ReductionPlan Plan(Step step)
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
