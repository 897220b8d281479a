namespace Decant.Evidence;

/// <summary>
/// Looks at a study that goes on until its result satisfies (<c>decant compare --more</c>): each one is a further chance to be deceived.
/// Look k
/// may be deceived with probability 0.05/2^k in either direction, 0.025 at the first, so that all looks together say "helped" of equal arms
/// in
/// at most Σ 0.05/2^k = 5 % of studies, and "hurt" in as many, however many looks there are and whatever decides that another one follows
/// (Bonferroni's inequality; spending of error over looks as in Lan and DeMets 1983, Biometrika 70, 659).
/// </summary>
internal static class Looks
{
    private const double OneSidedError = 0.05;

    /// <summary>The largest two-sided p at which a look decides: 0.05 at the first, 0.025 at the second, 0.0125 at the third.</summary>
    /// <param name="look">Its number, from 1.</param>
    public static double ErrorOf(int look)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(look, 1);
        return 2 * OneSidedError / Math.Pow(2, look);
    }
}
