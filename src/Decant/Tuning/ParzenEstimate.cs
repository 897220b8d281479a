using Decant.Engine.Randomness;

namespace Decant.Tuning;

/// <summary>
/// A density over the places of one setting, from places that were tried: a normal curve around each, as wide as the gap to its neighbours,
/// and a wide one in the middle for what no one has tried. Of a choice: shares, with one imagined trial of each value. Bergstra et al.
/// 2011,
/// "Algorithms for Hyper-Parameter Optimization".
/// </summary>
internal sealed class ParzenEstimate
{
    private const int Cells = 200;
    private const double MostSharpness = 50;

    private readonly double[] _shares;
    private readonly bool _isChoice;

    /// <summary>Fits it.</summary>
    /// <param name="dimension">The setting.</param>
    /// <param name="places">Places that were tried; none for the density before any trial.</param>
    public ParzenEstimate(SearchDimension dimension, IReadOnlyList<double> places)
    {
        _isChoice = dimension.IsChoice;
        _shares = _isChoice ? OfChoices(dimension.Choices.Count, places) : OfRange(places);
    }

    /// <summary>The density at a place, up to a factor that is the same for all places.</summary>
    public double At(double place) => _shares[Cell(place)];

    /// <summary>A place, drawn by the density.</summary>
    public double Draw(ref RandomStream stream)
    {
        var left = stream.NextDouble();
        var cell = 0;
        while (cell < _shares.Length - 1 && left >= _shares[cell])
        {
            left -= _shares[cell++];
        }

        return _isChoice ? cell : (cell + stream.NextDouble()) / Cells;
    }

    private int Cell(double place) => _isChoice ? (int)place : Math.Clamp((int)(place * Cells), 0, Cells - 1);

    private static double[] OfChoices(int count, IReadOnlyList<double> places)
    {
        var shares = new double[count];
        Array.Fill(shares, 1.0 / (places.Count + count));
        foreach (var place in places)
        {
            shares[(int)place] += 1.0 / (places.Count + count);
        }

        return shares;
    }

    private static double[] OfRange(IReadOnlyList<double> places)
    {
        // Both ends of the range are neighbours, too.
        double[] sorted = [0, .. places.Order(), 1];
        var narrowest = 1 / Math.Min(MostSharpness, 2.0 + places.Count);
        var shares = new double[Cells];
        Add(shares, 0.5, 1);
        for (var i = 1; i < sorted.Length - 1; i++)
        {
            Add(shares, sorted[i], Math.Clamp(Math.Max(sorted[i] - sorted[i - 1], sorted[i + 1] - sorted[i]), narrowest, 1));
        }

        var sum = shares.Sum();
        return [.. shares.Select(share => share / sum)];
    }

    // The curve within the range, its own area 1.
    private static void Add(double[] shares, double middle, double width)
    {
        var curve = new double[Cells];
        for (var cell = 0; cell < Cells; cell++)
        {
            var away = (((cell + 0.5) / Cells) - middle) / width;
            curve[cell] = Math.Exp(-away * away / 2);
        }

        var area = curve.Sum();
        for (var cell = 0; cell < Cells; cell++)
        {
            shares[cell] += curve[cell] / area;
        }
    }
}
