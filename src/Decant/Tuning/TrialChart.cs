using Decant.Reporting;
using Decant.Reporting.Charts;

namespace Decant.Tuning;

/// <summary>A dot for each trial: the value of one setting across, its score up. Trials that were ended early are pale.</summary>
internal sealed record TrialChart
{
    private const double Width = 330,
        Height = 190,
        Top = 10,
        Left = 62,
        Right = 20;

    /// <summary>Unique on the page.</summary>
    public required string Id { get; init; }

    /// <summary>The setting.</summary>
    public required SearchDimension Dimension { get; init; }

    /// <summary>What is to be seen, in words.</summary>
    public required string Description { get; init; }

    /// <summary>What the scores count.</summary>
    public required string Label { get; init; }

    /// <summary>
    /// The dots, 1 or more: the place in the setting, the score as it is shown, whether the trial trained all its epochs, whether it won.
    /// </summary>
    public required IReadOnlyList<(double Place, double Score, bool IsWhole, bool IsWinner)> Dots { get; init; }

    /// <summary>The chart.</summary>
    public Markup Draw()
    {
        // What few bad trials scored would press all others into one line.
        var sorted = Dots.Select(dot => dot.Score).Order().ToArray();
        var middle = sorted[(sorted.Length / 4)..^(sorted.Length / 4)];
        var reach = 3 * (middle[^1] - middle[0]);
        var (low, high) = (Math.Max(sorted[0], middle[0] - reach), Math.Min(sorted[^1], middle[^1] + reach));
        var margin = (high - low) * 0.05;
        var axis = new Ticks(low - margin, high + margin, 5);
        var (right, bottom) = (Left + Width, Top + Height);
        return Figure.Svg(
            Id,
            Dimension.Path,
            Description,
            right + Right,
            bottom + 46,
            Markup.Of(
                $"""
                {Markup.Each(axis.Values, tick =>
                    Markup.Of(
                        $"""<path class="grid" d="M{Left} {Y(axis, tick)}H{right}"/><text class="tick" text-anchor="end" x="{Left - 7}" y="{Y(
                            axis,
                            tick
                        ) + 4}">{axis.Text(tick)}</text>"""
                    )
                )}
                {Markup.Each(Marks(), mark =>
                    Markup.Of(
                        $"""<path class="axis" d="M{X(mark)} {bottom}v4"/><text class="tick" text-anchor="middle" x="{X(mark)}" y="{bottom
                            + 18}">{Figure.Shorten(Dimension.Text(mark), 12)}</text>"""
                    )
                )}
                <path class="axis" d="M{Left} {Top}V{bottom}H{right}"/>
                {Markup.Each(Dots.OrderBy(dot => dot.IsWinner), dot =>
                    Markup.Of(
                        $"""<circle class="dot {(dot.IsWinner ? "distilled" : "teacher")}" fill-opacity="{(dot.IsWhole ? 0.8 : 0.3)}" cx="{X(
                            dot.Place
                        )}" cy="{Y(axis, dot.Score)}" r="{(dot.IsWinner ? 5 : 3)}"/>"""
                    )
                )}
                <text class="label" text-anchor="middle" x="{Left + (Width / 2)}" y="{bottom + 38}">{Dimension.Path}</text>
                <text class="label" text-anchor="middle" transform="translate(14 {Top + (Height / 2)}) rotate(-90)">{Label}</text>
                """
            )
        );
    }

    private IEnumerable<double> Marks() =>
        Dimension.IsChoice ? Enumerable.Range(0, Dimension.Choices.Count).Select(place => (double)place) : [0, 1.0 / 3, 2.0 / 3, 1];

    private double X(double place) => Left + (Width * (Dimension.IsChoice ? (place + 0.5) / Dimension.Choices.Count : place));

    private static double Y(Ticks axis, double score) =>
        Top + (Height * (1 - Math.Clamp((score - axis.Low) / (axis.High - axis.Low), 0, 1)));
}
