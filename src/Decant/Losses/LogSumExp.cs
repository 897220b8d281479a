using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Losses;

/// <summary>
/// Sums of probabilities in logarithms, where nothing overflows and no logarithm is taken of 0. The largest summand is taken out and put
/// back;
/// it cancels, so its derivative is stopped.
/// </summary>
internal static class LogSumExp
{
    /// <summary>
    /// The logarithm of a probability that is left out: its exponential is 0 in every float type, its differences are finite.
    /// </summary>
    private const double NoChance = -1e30;

    /// <summary>ln Σ e^x along the last axis, which stays with size 1.</summary>
    public static Value Of(Value x)
    {
        var largest = x.ReduceMax([-1], keepDimensions: true).StopGradient();
        return (x - largest).Exp().ReduceSum([-1], keepDimensions: true).Log() + largest;
    }

    /// <summary>The same logarithms, those where a condition holds left out of every sum.</summary>
    public static Value Without(this Value x, Value condition) => condition.Where(x.Constant(NoChance), x);

    /// <summary>ln(share·e^a + (1 − share)·e^b): the logarithm of a mixture of two distributions.</summary>
    /// <param name="a">Logarithms of the first.</param>
    /// <param name="share">The first one's share, above 0 and below 1.</param>
    /// <param name="b">Logarithms of the second.</param>
    public static Value Mixture(Value a, double share, Value b)
    {
        var (first, second) = (a + Math.Log(share), b + Math.Log(1 - share));
        var larger = first.Max(second).StopGradient();
        return ((first - larger).Exp() + (second - larger).Exp()).Log() + larger;
    }
}
