namespace Decant.Engine.Kernels.Reference;

/// <summary>y[i] = formula(x[i]).</summary>
internal static unsafe class Unary
{
    /// <summary>Applies a formula to every element. y may be x.</summary>
    public static void Run<TIn, TOut, TFormula>(TFormula formula, TIn* x, TOut* y, long count)
        where TIn : unmanaged
        where TOut : unmanaged
        where TFormula : struct, IUnaryFormula<TIn, TOut>
    {
        for (long i = 0; i < count; i++)
        {
            y[i] = formula.Apply(x[i]);
        }
    }
}
