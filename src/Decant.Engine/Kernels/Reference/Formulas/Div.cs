using System.Numerics;

namespace Decant.Engine.Kernels.Reference.Formulas;

/// <summary>y = a / b; whole numbers are cut towards zero.</summary>
internal readonly struct Div<T> : IBinaryFormula<T, T>
    where T : unmanaged, INumber<T>
{
    public T Apply(T a, T b)
    {
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double) && T.IsZero(b))
        {
            throw new DecantException(
                "Div: expected whole-number divisors other than 0, received 0. Cast to a float type first, or mend the divisor."
            );
        }

        return a / b;
    }
}
