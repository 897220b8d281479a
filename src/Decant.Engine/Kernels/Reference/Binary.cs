namespace Decant.Engine.Kernels.Reference;

/// <summary>y[i] = formula(a[i], b[i]).</summary>
internal static unsafe class Binary
{
    /// <summary>Applies a formula to the pairs of two tensors of one shape. y may be a or b.</summary>
    public static void Run<TIn, TOut, TFormula>(TFormula formula, TIn* a, TIn* b, TOut* y, long count)
        where TIn : unmanaged
        where TOut : unmanaged
        where TFormula : struct, IBinaryFormula<TIn, TOut>
    {
        for (long i = 0; i < count; i++)
        {
            y[i] = formula.Apply(a[i], b[i]);
        }
    }

    /// <summary>Applies a formula with broadcasting.</summary>
    /// <param name="formula">The formula.</param>
    /// <param name="a">Left operand.</param>
    /// <param name="b">Right operand.</param>
    /// <param name="y">Result; may be the operand whose shape is the result's.</param>
    /// <param name="nest">Operands y, a, b in this order.</param>
    public static void Run<TIn, TOut, TFormula>(TFormula formula, TIn* a, TIn* b, TOut* y, in LoopNest nest)
        where TIn : unmanaged
        where TOut : unmanaged
        where TFormula : struct, IBinaryFormula<TIn, TOut>
    {
        var cursor = nest.At(0);
        for (long row = 0; row < nest.Rows; row++, nest.Next(ref cursor))
        {
            for (long i = 0; i < nest.Inner; i++)
            {
                y[cursor.Offset[0] + (i * nest.InnerStride(0))] = formula.Apply(
                    a[cursor.Offset[1] + (i * nest.InnerStride(1))],
                    b[cursor.Offset[2] + (i * nest.InnerStride(2))]
                );
            }
        }
    }
}
