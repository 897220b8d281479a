using System.Numerics;

namespace Decant.Engine.Kernels.Reference;

/// <summary>
/// Functions whose plain formula loses its digits near 0 (as .NET's own ExpM1 and LogP1 do). The rounding of the
/// intermediate result is measured with the inverse function and taken back. Kahan; see Higham 2002, section 1.14.
/// </summary>
internal static class NearZero
{
    /// <summary>eˣ − 1.</summary>
    public static T ExpMinus1<T>(T x)
        where T : IFloatingPointIeee754<T>
    {
        var power = T.Exp(x);
        return power == T.One ? x
            : power - T.One == -T.One || T.IsInfinity(power) ? power - T.One
            : (power - T.One) * x / T.Log(power);
    }

    /// <summary>ln(1 + x).</summary>
    public static T LogPlus1<T>(T x)
        where T : IFloatingPointIeee754<T>
    {
        var sum = T.One + x;
        return sum == T.One ? x
            : T.IsInfinity(sum) ? sum
            : T.Log(sum) * x / (sum - T.One);
    }
}
