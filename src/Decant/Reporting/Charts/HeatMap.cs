using Decant.Runs;

namespace Decant.Reporting.Charts;

/// <summary>
/// A confusion matrix: rows are labels, columns are answers. What is right lies on the diagonal in one colour, by the
/// share of the label's samples; errors in another, by the most frequent of them, or no one would see any.
/// </summary>
internal sealed record HeatMap
{
    /// <summary>Up to this many classes the cells carry their numbers.</summary>
    public const int MostNumberedClasses = 20;

    /// <summary>Beyond this many classes a cell is smaller than a pixel of most screens.</summary>
    public const int MostClasses = 100;

    private const int LongestName = 14;
    private const double Gap = 30;

    /// <summary>Unique on the page.</summary>
    public required string Id { get; init; }

    /// <summary>What it shows.</summary>
    public required string Title { get; init; }

    /// <summary>What is to be seen, in words.</summary>
    public required string Description { get; init; }

    /// <summary>The counts.</summary>
    public required ConfusionCounts Counts { get; init; }

    /// <summary>Class names by class index.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    private bool Numbered => Counts.Classes <= MostNumberedClasses;

    private double Cell =>
        Counts.Classes switch
        {
            <= 10 => 42,
            <= MostNumberedClasses => 32,
            <= 50 => 13,
            _ => 7,
        };

    /// <summary>The chart.</summary>
    public Markup Draw()
    {
        var names = Numbered
            ? Enumerable.Range(0, Counts.Classes).Select(c => Figure.Shorten(ClassName.Of(Classes, c), LongestName)).ToArray()
            : [];
        var longest = names.Select(name => name.Length).DefaultIfEmpty(0).Max();
        // Names that do not fit above their column are turned.
        var turned = longest * Figure.LetterWidth > Cell - 4;
        var left = Gap + (longest * Figure.LetterWidth);
        var top =
            Gap
            + (
                names.Length == 0 ? 0
                : turned ? longest * Figure.LetterWidth * 0.75
                : 14
            );
        var size = Counts.Classes * Cell;
        var content = Markup.Of(
            $"""
            <text class="label" text-anchor="middle" x="{left + (size / 2)}" y="14">answer</text>
            <text class="label" text-anchor="middle" transform="translate(14 {top + (size / 2)}) rotate(-90)">label</text>
            {Markup.Each(Enumerable.Range(0, names.Length), c => Names(names[c], left, top, (c + 0.5) * Cell, turned))}
            <rect class="frame" x="{left}" y="{top}" width="{size}" height="{size}"/>
            {Cells(left, top)}
            """
        );
        var overhang = turned ? longest * Figure.LetterWidth * 0.6 : 2;
        return Figure.Svg(Id, Title, Description, left + size + overhang, top + size + 2, content);
    }

    private static Markup Names(string name, double left, double top, double middle, bool turned)
    {
        var column = turned
            ? Markup.Of($"""<text class="tick" transform="translate({left + middle} {top - 7}) rotate(-45)">{name}</text>""")
            : Markup.Of($"""<text class="tick" text-anchor="middle" x="{left + middle}" y="{top - 7}">{name}</text>""");
        return Markup.Of($"""{column}<text class="tick" text-anchor="end" x="{left - 7}" y="{top + middle + 4}">{name}</text>""");
    }

    private Markup Cells(double left, double top)
    {
        var worst = 1L;
        for (var label = 0; label < Counts.Classes; label++)
        {
            for (var answer = 0; answer < Counts.Classes; answer++)
            {
                worst = label == answer ? worst : Math.Max(worst, Counts[label, answer]);
            }
        }

        List<Markup> cells = [];
        for (var label = 0; label < Counts.Classes; label++)
        {
            long support = 0;
            foreach (var count in Counts.Row(label))
            {
                support += count;
            }

            for (var answer = 0; answer < Counts.Classes; answer++)
            {
                // An empty cell is the paper: a hundred classes have ten thousand of them.
                if (Counts[label, answer] is > 0 and var count)
                {
                    var right = label == answer;
                    var strength = right ? 0.08 + (0.37 * count / support) : 0.12 + (0.88 * count / worst);
                    cells.Add(
                        CellAt(left + (answer * Cell), top + (label * Cell), count, right, strength, Share(label, answer, count, support))
                    );
                }
            }
        }

        return Markup.Each(cells, cell => cell);
    }

    private Markup CellAt(double x, double y, long count, bool right, double strength, string title)
    {
        var kind = right ? "right" : "wrong";
        var ink = !right && strength > 0.65 ? "on-wrong" : "on-paper";
        var number = Numbered
            ? Markup.Of($"""<text class="cell {ink}" text-anchor="middle" x="{x + (Cell / 2)}" y="{y + (Cell / 2) + 4}">{count}</text>""")
            : Markup.Empty;
        return Markup.Of(
            $"""<g><title>{title}</title><rect class="{kind}" x="{x + 0.5}" y="{y + 0.5}" width="{Cell - 1}" height="{Cell - 1}" fill-opacity="{strength}"/>{number}</g>"""
        );
    }

    private string Share(int label, int answer, long count, long support) =>
        $"{ClassName.Of(Classes, label)} answered as {ClassName.Of(Classes, answer)}: {Quantity.Count(count)} of "
        + $"{Quantity.Count(support)} ({Quantity.Percent((double)count / support)})";
}
