using Decant.Engine.Randomness;

namespace Decant.Tuning;

/// <summary>
/// Proposes the next trial: places where good trials are dense and the others are not. The tree-structured Parzen estimator of Bergstra et
/// al.
/// 2011, each setting by itself: of 24 places drawn from the density of the good quarter, the one of the largest ratio of both densities.
/// </summary>
internal static class TreeParzenSampler
{
    /// <summary>Trials that are spread by chance before any is learnt from.</summary>
    public const int Uninformed = 8;

    private const double GoodShare = 0.25;
    private const int MostGood = 25;
    private const int Candidates = 24;

    /// <summary>The places of the next trial.</summary>
    /// <param name="space">The settings.</param>
    /// <param name="ranked">The places of the trials so far, the best first.</param>
    /// <param name="stream">Decides.</param>
    public static double[] Next(IReadOnlyList<SearchDimension> space, IReadOnlyList<IReadOnlyList<double>> ranked, RandomStream stream)
    {
        var isInformed = ranked.Count >= Uninformed;
        var good = isInformed ? Math.Min(MostGood, (int)Math.Ceiling(GoodShare * ranked.Count)) : 0;
        return
        [
            .. space.Select(
                (dimension, d) =>
                {
                    if (!isInformed)
                    {
                        return dimension.IsChoice ? stream.NextInt32(dimension.Choices.Count) : stream.NextDouble();
                    }

                    var liked = new ParzenEstimate(dimension, Places(ranked.Take(good), d));
                    var other = new ParzenEstimate(dimension, Places(ranked.Skip(good), d));
                    var (best, most) = (0.0, double.NegativeInfinity);
                    for (var i = 0; i < Candidates; i++)
                    {
                        var place = liked.Draw(ref stream);
                        var ratio = liked.At(place) / other.At(place);
                        (best, most) = ratio > most ? (place, ratio) : (best, most);
                    }

                    return best;
                }
            ),
        ];
    }

    private static List<double> Places(IEnumerable<IReadOnlyList<double>> trials, int dimension) =>
        [.. trials.Select(places => places[dimension])];
}
