using System.Numerics;

namespace Decant.Engine.Kernels.Reference.Formulas;

/// <summary>What a division cut downwards leaves: a − b · ⌊a / b⌋, with the sign of b.</summary>
internal readonly struct Modulus<T> : IBinaryFormula<T, T>
    where T : unmanaged, IBinaryInteger<T>
{
    public T Apply(T a, T b)
    {
        if (T.IsZero(b))
        {
            throw new DecantException("Mod: expected divisors other than 0, received 0. Mend the divisor.");
        }

        var rest = a % b;
        return !T.IsZero(rest) && T.IsNegative(rest) != T.IsNegative(b) ? rest + b : rest;
    }
}
