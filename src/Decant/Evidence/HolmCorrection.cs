namespace Decant.Evidence;

/// <summary>
/// p-values of several comparisons, corrected so that "one of them is not chance" is wrong as seldom as for a single one: sorted, the j-th
/// of m
/// becomes (m − j + 1)·p, no smaller than those before it, at most 1 (Holm 1979, Scandinavian Journal of Statistics 6, 65).
/// </summary>
internal static class HolmCorrection
{
    /// <summary>The corrected values, in the order of the given ones.</summary>
    /// <param name="chances">Each 0 to 1.</param>
    public static double[] Of(IReadOnlyList<double> chances)
    {
        var corrected = new double[chances.Count];
        var most = 0.0;
        foreach (
            var (place, rank) in Enumerable.Range(0, chances.Count).OrderBy(place => chances[place]).Select((place, rank) => (place, rank))
        )
        {
            most = Math.Max(most, Math.Min(1, (chances.Count - rank) * chances[place]));
            corrected[place] = most;
        }

        return corrected;
    }
}
