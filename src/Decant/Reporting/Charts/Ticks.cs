using System.Globalization;

namespace Decant.Reporting.Charts;

/// <summary>Round numbers along an axis: steps of 1, 2 or 5 times a power of ten.</summary>
internal sealed class Ticks
{
    private readonly string _format;

    /// <summary>Ticks that cover a range.</summary>
    /// <param name="low">The lowest value shown.</param>
    /// <param name="high">The highest value shown; an empty range gets some room.</param>
    /// <param name="about">How many steps are wanted.</param>
    /// <param name="whole">Only whole numbers, as for epochs.</param>
    public Ticks(double low, double high, int about, bool whole = false)
    {
        if (high <= low)
        {
            var room = Math.Max(Math.Abs(low) * 0.05, whole ? 1 : 1e-3);
            (low, high) = (low - room, high + room);
        }

        var rough = (high - low) / about;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var step = (rough / power) switch
        {
            <= 1 => power,
            <= 2 => 2 * power,
            <= 5 => 5 * power,
            _ => 10 * power,
        };
        step = whole ? Math.Max(1, step) : step;

        // A hair of tolerance: 0.3/0.1 is 2.9999999999999996.
        var first = (long)Math.Ceiling((low / step) - 1e-9);
        var last = (long)Math.Floor((high / step) + 1e-9);
        Values = [.. Enumerable.Range(0, (int)(last - first) + 1).Select(i => (first + i) * step)];
        Low = low;
        High = high;
        _format = "0." + new string('0', Math.Max(0, -(int)Math.Floor(Math.Log10(step) + 1e-9)));
    }

    /// <summary>Where the axis begins.</summary>
    public double Low { get; }

    /// <summary>Where the axis ends.</summary>
    public double High { get; }

    /// <summary>The ticks, ascending.</summary>
    public IReadOnlyList<double> Values { get; }

    /// <summary>A tick's number, with as many decimals as the step needs.</summary>
    public string Text(double tick) => (tick == 0 ? 0 : tick).ToString(_format, CultureInfo.InvariantCulture).Replace('-', '−');
}
