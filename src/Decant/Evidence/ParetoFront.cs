namespace Decant.Evidence;

/// <summary>The points that no other beats in both directions at once: what one would choose among.</summary>
internal static class ParetoFront
{
    /// <summary>The positions of those points, the cheapest first.</summary>
    /// <param name="points">What each costs, the less the better, and its score, the more the better. What is no number is no
    /// choice.</param>
    public static IReadOnlyList<int> Of(IReadOnlyList<(double Cost, double Score)> points)
    {
        var front = new List<int>();
        var best = double.NegativeInfinity;
        foreach (
            var place in Enumerable
                .Range(0, points.Count)
                .Where(place => double.IsFinite(points[place].Cost) && double.IsFinite(points[place].Score))
                .OrderBy(place => points[place].Cost)
                .ThenByDescending(place => points[place].Score)
        )
        {
            if (points[place].Score > best)
            {
                front.Add(place);
                best = points[place].Score;
            }
        }

        return front;
    }
}
