using Decant.Runs;

namespace Decant.Reporting.Charts;

/// <summary>A dot per sample, the truth across and the prediction up, both on one scale: on the diagonal the prediction is right.</summary>
internal sealed record ScatterChart
{
    private const double Size = 330,
        Top = 10,
        Left = 62,
        Right = 14;

    /// <summary>Unique on the page.</summary>
    public required string Id { get; init; }

    /// <summary>What it shows.</summary>
    public required string Title { get; init; }

    /// <summary>What is to be seen, in words.</summary>
    public required string Description { get; init; }

    /// <summary>Class of the style sheet that sets the dots' colour.</summary>
    public required string Colour { get; init; }

    /// <summary>What both axes count, with its unit.</summary>
    public required string Label { get; init; }

    /// <summary>The dots, 1 or more.</summary>
    public required IReadOnlyList<PredictedNumber> Points { get; init; }

    /// <summary>The chart.</summary>
    public Markup Draw()
    {
        var numbers = Points.SelectMany(point => new double[] { point.Truth, point.Prediction }).ToArray();
        var margin = (numbers.Max() - numbers.Min()) * 0.03;
        var axis = new Ticks(numbers.Min() - margin, numbers.Max() + margin, 6);
        var (right, bottom) = (Left + Size, Top + Size);
        return Figure.Svg(
            Id,
            Title,
            Description,
            right + Right,
            bottom + 46,
            Markup.Of(
                $"""
                {Markup.Each(axis.Values, tick => Tick(axis, tick))}
                <path class="axis" d="M{Left} {Top}V{bottom}H{right}"/>
                <path class="axis" stroke-dasharray="4 4" d="M{Left} {bottom}L{right} {Top}"/>
                {Markup.Each(Points, point =>
                    Markup.Of(
                        $"""<circle class="dot {Colour}" fill-opacity="0.45" cx="{X(axis, point.Truth)}" cy="{Y(axis, point.Prediction)}" r="2.6"/>"""
                    )
                )}
                <text class="label" text-anchor="middle" x="{Left + (Size / 2)}" y="{bottom + 38}">truth: {Label}</text>
                <text class="label" text-anchor="middle" transform="translate(14 {Top + (Size / 2)}) rotate(-90)">prediction: {Label}</text>
                """
            )
        );
    }

    private static Markup Tick(Ticks axis, double tick) =>
        Markup.Of(
            $"""
            <path class="grid" d="M{Left} {Y(axis, tick)}H{Left + Size}"/><text class="tick" text-anchor="end" x="{Left - 7}" y="{Y(
                axis,
                tick
            ) + 4}">{axis.Text(tick)}</text>
            <path class="axis" d="M{X(axis, tick)} {Top + Size}v4"/><text class="tick" text-anchor="middle" x="{X(axis, tick)}" y="{Top
                + Size
                + 18}">{axis.Text(tick)}</text>
            """
        );

    private static double X(Ticks axis, double value) => Left + (Share(axis, value) * Size);

    private static double Y(Ticks axis, double value) => Top + ((1 - Share(axis, value)) * Size);

    private static double Share(Ticks axis, double value) => (value - axis.Low) / (axis.High - axis.Low);
}
