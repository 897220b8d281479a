namespace Decant.Reporting.Charts;

/// <summary>
/// Lines over epochs, or over another number: axes with round numbers, a legend, colours that the colour-blind can tell and dashes next to
/// them.
/// </summary>
internal sealed record LineChart
{
    private const double Width = 500,
        PlotTop = 12,
        PlotHeight = 210,
        Left = 58,
        Right = 14,
        LegendRow = 20;

    private const string Epochs = "epoch";

    /// <summary>Unique on the page.</summary>
    public required string Id { get; init; }

    /// <summary>What it shows.</summary>
    public required string Title { get; init; }

    /// <summary>What is to be seen, in words.</summary>
    public required string Description { get; init; }

    /// <summary>What the horizontal axis counts; epochs by itself, which are whole numbers.</summary>
    public string XLabel { get; init; } = Epochs;

    /// <summary>What the vertical axis counts, with its unit.</summary>
    public required string YLabel { get; init; }

    /// <summary>The lines, the last on top.</summary>
    public required IReadOnlyList<LineSeries> Series { get; init; }

    /// <summary>Lowest and highest value to show; null to show all. Lines leave through the edge.</summary>
    public (double Low, double High)? Range { get; init; }

    /// <summary>The chart.</summary>
    public Markup Draw()
    {
        var points = Series.SelectMany(series => series.Points).Where(point => double.IsFinite(point.Y)).ToArray();
        if (points.Length == 0)
        {
            return Markup.Empty;
        }

        var (low, high) = Range ?? (points.Min(point => point.Y), points.Max(point => point.Y));
        var margin = (high - low) * 0.04;
        var below = low == 0 ? 0 : margin;
        var x =
            XLabel == Epochs
                ? new Ticks(Math.Min(1, points.Min(point => point.X)), points.Max(point => point.X), 8, whole: true)
                : new Ticks(points.Min(point => point.X), points.Max(point => point.X), 8);
        var y = new Ticks(low - below, high + margin, 6);
        var legend = Legend(PlotTop + PlotHeight + 54, out var bottom);
        var content = Markup.Of(
            $"""
            <clipPath id="{Id}-clip"><rect x="{Left}" y="{PlotTop}" width="{Width - Left - Right}" height="{PlotHeight}"/></clipPath>
            {Markup.Each(y.Values, tick => YTick(y, tick))}{Markup.Each(x.Values, tick => XTick(x, tick))}
            <path class="axis" d="M{Left} {PlotTop}V{PlotTop + PlotHeight}H{Width - Right}"/>
            <text class="label" text-anchor="middle" x="{(Left + Width - Right) / 2}" y="{PlotTop + PlotHeight + 36}">{XLabel}</text>
            <text class="label" text-anchor="middle" transform="translate(14 {PlotTop + (PlotHeight / 2)}) rotate(-90)">{YLabel}</text>
            <g clip-path="url(#{Id}-clip)">{Markup.Each(Series, series => Line(series, x, y))}</g>
            {legend}
            """
        );
        return Figure.Svg(Id, Title, Description, Width, bottom, content);
    }

    private static double X(Ticks axis, double value) => Left + ((value - axis.Low) / (axis.High - axis.Low) * (Width - Left - Right));

    private static double Y(Ticks axis, double value) => PlotTop + ((axis.High - value) / (axis.High - axis.Low) * PlotHeight);

    private static Markup YTick(Ticks axis, double tick) =>
        Markup.Of(
            $"""
            <path class="grid" d="M{Left} {Y(axis, tick)}H{Width - Right}"/><text class="tick" text-anchor="end" x="{Left - 7}" y="{Y(
                axis,
                tick
            ) + 4}">{axis.Text(tick)}</text>
            """
        );

    private static Markup XTick(Ticks axis, double tick) =>
        Markup.Of(
            $"""
            <path class="axis" d="M{X(axis, tick)} {PlotTop + PlotHeight}v4"/><text class="tick" text-anchor="middle" x="{X(
                axis,
                tick
            )}" y="{PlotTop + PlotHeight + 18}">{axis.Text(tick)}</text>
            """
        );

    private static Markup Line(LineSeries series, Ticks x, Ticks y)
    {
        var kind = series.Name is null ? "line faint" : "line";
        return Markup.Of(
            $"""<path class="{kind} {series.Colour}" stroke-dasharray="{series.Dash}" d="{Path(series, x, y)}"/>{Markup.Each(Lone(series), point => Dot(series, X(x, point.X), Y(y, point.Y)))}"""
        );
    }

    private static Markup Path(LineSeries series, Ticks x, Ticks y)
    {
        var drawing = false;
        return Markup.Each(series.Points, point =>
        {
            var command = drawing ? "L" : "M";
            drawing = double.IsFinite(point.Y);
            return drawing ? Markup.Of($"{command}{X(x, point.X)} {Y(y, point.Y)}") : Markup.Empty;
        });
    }

    // A line of one point has no length: it needs a dot to be seen.
    private static IEnumerable<(double X, double Y)> Lone(LineSeries series)
    {
        var finite = series.Points.Where(point => double.IsFinite(point.Y)).ToArray();
        return finite.Length == 1 ? finite : [];
    }

    private static Markup Dot(LineSeries series, double x, double y) =>
        Markup.Of($"""<circle class="dot {series.Colour}" cx="{x}" cy="{y}" r="3.5"/>""");

    private Markup Legend(double top, out double bottom)
    {
        var (x, y) = (Left, top);
        List<Markup> entries = [];
        foreach (var series in Series.Where(series => series.Name is not null))
        {
            var width = 38 + (series.Name!.Length * Figure.LetterWidth);
            if (x > Left && x + width > Width)
            {
                (x, y) = (Left, y + LegendRow);
            }

            entries.Add(
                Markup.Of(
                    $"""<path class="line {series.Colour}" stroke-dasharray="{series.Dash}" d="M{x} {y - 4}h24"/><text class="legend" x="{x + 30}" y="{y}">{series.Name}</text>"""
                )
            );
            x += width + 10;
        }

        bottom = y + 8;
        return Markup.Each(entries, entry => entry);
    }
}
