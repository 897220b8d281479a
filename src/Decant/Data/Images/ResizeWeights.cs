namespace Decant.Data.Images;

/// <summary>
/// Which old places make each new one along an axis, and with which weights: a triangle around the new place's centre, one old place wide
/// to each side where the axis grows, and as much wider as it shrinks, so that every place counts.
/// </summary>
internal sealed class ResizeWeights
{
    private readonly int[] _first;
    private readonly int[] _start;
    private readonly float[] _weights;

    /// <summary>The weights from one size to another.</summary>
    public ResizeWeights(int from, int to)
    {
        (_first, _start) = (new int[to], new int[to + 1]);
        var weights = new List<float>();
        var scale = (float)from / to;
        var reach = Math.Max(1, scale);
        for (var target = 0; target < to; target++)
        {
            var centre = ((target + 0.5f) * scale) - 0.5f;
            var first = Math.Max(0, (int)MathF.Ceiling(centre - reach));
            var last = Math.Min(from - 1, (int)MathF.Floor(centre + reach));
            var total = 0f;
            for (var place = first; place <= last; place++)
            {
                total += Weight(place - centre, reach);
            }

            _first[target] = first;
            for (var place = first; place <= last; place++)
            {
                weights.Add(Weight(place - centre, reach) / total);
            }

            _start[target + 1] = weights.Count;
            Most = Math.Max(Most, last - first + 1);
        }

        _weights = [.. weights];
    }

    /// <summary>Most old places that one new place is made of.</summary>
    public int Most { get; }

    /// <summary>The first old place of a new one; never before that of the new place before.</summary>
    public int First(int target) => _first[target];

    /// <summary>The weights of the old places from the first on.</summary>
    public ReadOnlySpan<float> Of(int target) => _weights.AsSpan(_start[target].._start[target + 1]);

    private static float Weight(float distance, float reach) => Math.Max(0, 1 - (Math.Abs(distance) / reach));
}
