using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using static Decant.Engine.Devices.Reference.ReductionLauncher;
using Kernel = Decant.Engine.Kernels.Managed;

namespace Decant.Engine.Devices.Managed;

/// <summary>Sums, means and extremes along axes, and the sum down to a smaller shape.</summary>
internal sealed unsafe class ReductionLauncher : ManagedLauncher<Operator>
{
    /// <inheritdoc/>
    public override IReadOnlyList<Type> Operators { get; } = [typeof(Reduction), typeof(SumTo)];

    /// <inheritdoc/>
    protected override void Run(Operator @operator, Step step)
    {
        switch (@operator)
        {
            case ReduceMax:
                Apply(default(Kernel.Formulas.Largest));
                break;
            case ReduceMean:
                Apply(default(Kernel.Formulas.Mean));
                break;
            case ReduceMin:
                Apply(default(Kernel.Formulas.Smallest));
                break;
            case ReduceProd:
                Apply(default(Kernel.Formulas.Product));
                break;
            case ReduceSum or SumTo:
                Apply(default(Kernel.Formulas.Sum));
                break;
            default:
                throw Refusal(@operator, step);
        }

        void Apply<TFormula>(TFormula formula)
            where TFormula : unmanaged, Kernel.IReductionFormula =>
            Kernel.Reduce.Run(step.Pool, formula, (float*)step.Inputs[0]!.Pointer, (float*)step.Outputs[0].Pointer, Plan(step));
    }
}
