using Spectre.Console;

namespace Decant.Cli.Output;

/// <summary>How every table of the program looks: no lines, a quiet heading, words to the left and numbers to the right.</summary>
internal static class TableLook
{
    private static readonly Padding Gap = new(2, 0, 1, 0);

    /// <summary>A table without rows; words in the first column, numbers in all others.</summary>
    public static Grid OfNumbers(params IEnumerable<string> titles) =>
        Titled(titles, (column, place) => place == 0 ? column : column.RightAligned());

    /// <summary>A table without rows; words in every column, those of the last broken into lines where they are long.</summary>
    public static Grid OfTexts(params IReadOnlyList<string> titles) =>
        Titled(titles, (column, place) => place == titles.Count - 1 ? new GridColumn { Padding = Gap } : column);

    /// <summary>
    /// Names with what belongs to each, without a heading; what belongs to a name is broken into lines where it is long, a name never.
    /// </summary>
    public static Grid OfFacts() => new Grid().AddColumn(Column()).AddColumn(new GridColumn { Padding = Gap });

    /// <summary>Adds a name and its fact.</summary>
    public static void AddFact(this Grid facts, string name, string fact) => facts.AddRow(Quiet(name), new Text(fact));

    /// <summary>Adds a row of texts.</summary>
    public static void AddTexts(this Grid table, params IEnumerable<string> texts) =>
        table.AddRow([.. texts.Select(text => new Text(text))]);

    private static Grid Titled(IEnumerable<string> titles, Func<GridColumn, int, GridColumn> align)
    {
        var all = titles.ToList();
        var grid = new Grid();
        for (var place = 0; place < all.Count; place++)
        {
            grid.AddColumn(align(Column(), place));
        }

        return grid.AddRow([.. all.Select(Quiet)]);
    }

    private static GridColumn Column() => new() { NoWrap = true, Padding = Gap };

    private static Markup Quiet(string text) => new($"[grey]{Markup.Escape(text)}[/]");
}
