using Decant.Evidence;

namespace Decant.Reporting.Charts;

/// <summary>
/// A dot for each network: what it costs across, by factors, and how good it is up; a line joins those that none beats in both.
/// </summary>
internal sealed record TradeOffChart
{
    private const double Width = 400,
        Height = 230,
        Top = 12,
        Left = 62,
        Right = 30;

    /// <summary>Unique on the page.</summary>
    public required string Id { get; init; }

    /// <summary>What it shows.</summary>
    public required string Title { get; init; }

    /// <summary>What the cost is, such as <c>file size</c>.</summary>
    public required string CostLabel { get; init; }

    /// <summary>A cost as text, such as <c>1.2 MB</c>.</summary>
    public required Func<double, string> CostText { get; init; }

    /// <summary>What the scores count, with their unit.</summary>
    public required string ScoreLabel { get; init; }

    /// <summary>Whether a larger score is the better one.</summary>
    public required bool HigherIsBetter { get; init; }

    /// <summary>The networks, 1 or more, costs above 0: name, class of the style sheet, cost, score.</summary>
    public required IReadOnlyList<(string Name, string Colour, double Cost, double Score)> Dots { get; init; }

    /// <summary>The chart.</summary>
    public Markup Draw()
    {
        var margin = (Dots.Max(dot => dot.Score) - Dots.Min(dot => dot.Score)) * 0.08;
        var axis = new Ticks(Dots.Min(dot => dot.Score) - margin, Dots.Max(dot => dot.Score) + margin, 5);
        var (cheap, dear) = (Dots.Min(dot => dot.Cost) / 1.3, Dots.Max(dot => dot.Cost) * 1.3);
        var front = ParetoFront.Of([.. Dots.Select(dot => (dot.Cost, HigherIsBetter ? dot.Score : -dot.Score))]);
        var (right, bottom) = (Left + Width, Top + Height);
        return Figure.Svg(
            Id,
            Title,
            $"{Dots.Count} networks; none beats {string.Join(", ", front.Select(place => Dots[place].Name))} in both.",
            right + Right,
            bottom + 46,
            Markup.Of(
                $"""
                {Markup.Each(axis.Values, tick =>
                    Markup.Of(
                        $"""<path class="grid" d="M{Left} {Y(tick)}H{right}"/><text class="tick" text-anchor="end" x="{Left - 7}" y="{Y(tick)
                            + 4}">{axis.Text(tick)}</text>"""
                    )
                )}
                {Markup.Each(Enumerable.Range(0, 4), mark => Mark(cheap * Math.Pow(dear / cheap, mark / 3.0)))}
                <path class="axis" d="M{Left} {Top}V{bottom}H{right}"/>
                <path class="line other" stroke-dasharray="5 4" d="{Markup.Each(front.Index(), step =>
                    Markup.Of($"{(step.Index == 0 ? "M" : "L")}{X(Dots[step.Item].Cost)} {Y(Dots[step.Item].Score)}")
                )}"/>
                {Markup.Each(Dots, dot =>
                    Markup.Of(
                        $"""<circle class="dot {dot.Colour}" cx="{X(dot.Cost)}" cy="{Y(dot.Score)}" r="4.5"><title>{dot.Name}</title></circle>"""
                    )
                )}
                {Markup.Each(front.Select(place => Dots[place]), dot =>
                    Markup.Of(
                        $"""<text class="legend" text-anchor="{(X(dot.Cost) > Left + (Width / 2) ? "end" : "start")}" x="{X(dot.Cost)
                            + (X(dot.Cost) > Left + (Width / 2) ? -9 : 9)}" y="{Y(dot.Score) - 7}">{Figure.Shorten(dot.Name, 26)}</text>"""
                    )
                )}
                <text class="label" text-anchor="middle" x="{Left + (Width / 2)}" y="{bottom + 38}">{CostLabel}</text>
                <text class="label" text-anchor="middle" transform="translate(14 {Top + (Height / 2)}) rotate(-90)">{ScoreLabel}</text>
                """
            )
        );

        Markup Mark(double cost) =>
            Markup.Of(
                $"""<path class="axis" d="M{X(cost)} {bottom}v4"/><text class="tick" text-anchor="middle" x="{X(cost)}" y="{bottom
                    + 18}">{CostText(cost)}</text>"""
            );

        double X(double cost) => Left + (Width * Math.Log(cost / cheap) / Math.Log(dear / cheap));

        double Y(double score) => Top + (Height * (axis.High - score) / (axis.High - axis.Low));
    }
}
