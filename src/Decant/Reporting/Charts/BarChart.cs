namespace Decant.Reporting.Charts;

/// <summary>Lying bars that begin at zero, so that their lengths may be compared; a dot per seed.</summary>
internal sealed record BarChart
{
    private const double Width = 500,
        RowHeight = 46,
        BarHeight = 18,
        LeastRight = 92,
        Top = 4;

    /// <summary>Unique on the page.</summary>
    public required string Id { get; init; }

    /// <summary>What it shows.</summary>
    public required string Title { get; init; }

    /// <summary>What is to be seen, in words.</summary>
    public required string Description { get; init; }

    /// <summary>The bars from top to bottom.</summary>
    public required IReadOnlyList<Bar> Bars { get; init; }

    // Room for the longest number after the longest bar.
    private double Right => Math.Max(LeastRight, 20 + (Figure.LetterWidth * Bars.Select(bar => bar.Text.Length).DefaultIfEmpty(0).Max()));

    /// <summary>The chart.</summary>
    public Markup Draw()
    {
        var longest = Math.Max(Bars.SelectMany(bar => bar.Dots.Append(bar.Value)).DefaultIfEmpty(0).Max(), 1e-12);
        var rows = Bars.Select((bar, index) => Row(bar, Top + (index * RowHeight), (Width - Right) / longest));
        return Figure.Svg(Id, Title, Description, Width, Top + (Bars.Count * RowHeight), Markup.Each(rows, row => row));
    }

    private static Markup Row(Bar bar, double top, double scale)
    {
        var barTop = top + 18;
        var end = bar.Dots.Append(bar.Value).Max() * scale;
        return Markup.Of(
            $"""
            <text class="legend" x="0" y="{top + 12}">{bar.Name}</text>
            <rect class="bar {bar.Colour}" x="0" y="{barTop}" width="{bar.Value * scale}" height="{BarHeight}" rx="2"/>
            {Markup.Each(bar.Dots, dot =>
                Markup.Of($"""<circle class="seed" cx="{dot * scale}" cy="{barTop + (BarHeight / 2)}" r="3.5"/>""")
            )}
            <text class="value" x="{end + 14}" y="{barTop + 14}">{bar.Text}</text>
            """
        );
    }
}
