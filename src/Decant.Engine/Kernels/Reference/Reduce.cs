using System.Numerics;

namespace Decant.Engine.Kernels.Reference;

/// <summary>Reductions over any set of axes.</summary>
internal static unsafe class Reduce
{
    /// <summary>y = formula over the elements of each result.</summary>
    public static void Run<T, TFormula>(TFormula formula, T* x, T* y, in ReductionPlan plan)
        where T : unmanaged
        where TFormula : struct, IReductionFormula<T>
    {
        var cursor = plan.Kept.At(0);
        for (long row = 0; row < plan.Kept.Rows; row++, plan.Kept.Next(ref cursor))
        {
            for (long i = 0; i < plan.Kept.Inner; i++)
            {
                var first = x + cursor.Offset[1] + (i * plan.Kept.InnerStride(1));
                y[cursor.Offset[0] + (i * plan.Kept.InnerStride(0))] = One(formula, first, plan.Reduced, plan.ElementsPerResult);
            }
        }
    }

    /// <summary>y = ln Σ eˣ = max + ln Σ e^(x − max), which cannot overflow.</summary>
    public static void LogSumExp<T>(T* x, T* y, in ReductionPlan plan)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var cursor = plan.Kept.At(0);
        for (long row = 0; row < plan.Kept.Rows; row++, plan.Kept.Next(ref cursor))
        {
            for (long i = 0; i < plan.Kept.Inner; i++)
            {
                var first = x + cursor.Offset[1] + (i * plan.Kept.InnerStride(1));
                var largest = One(new Formulas.Largest<T>(), first, plan.Reduced, plan.ElementsPerResult);
                // An infinite maximum is the answer itself; subtracting it would make NaN.
                y[cursor.Offset[0] + (i * plan.Kept.InnerStride(0))] = T.IsInfinity(largest)
                    ? largest
                    : largest + T.Log(One(new SumOfExp<T>(largest), first, plan.Reduced, plan.ElementsPerResult));
            }
        }
    }

    private static T One<T, TFormula>(TFormula formula, T* x, in LoopNest reduced, long count)
        where T : unmanaged
        where TFormula : struct, IReductionFormula<T>
    {
        var total = formula.Start;
        var cursor = reduced.At(0);
        for (long row = 0; row < reduced.Rows; row++, reduced.Next(ref cursor))
        {
            for (long i = 0; i < reduced.Inner; i++)
            {
                total = formula.Step(total, x[cursor.Offset[0] + (i * reduced.InnerStride(0))]);
            }
        }

        return formula.Finish(total, count);
    }

    private readonly struct SumOfExp<T>(T largest) : IReductionFormula<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public T Start => T.Zero;

        public T Step(T total, T x) => total + T.Exp(x - largest);

        public T Finish(T total, long count) => total;
    }
}
