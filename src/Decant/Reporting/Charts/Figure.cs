namespace Decant.Reporting.Charts;

/// <summary>What all charts share: an SVG that fits its column, with a title and a description for those who cannot see it.</summary>
internal static class Figure
{
    /// <summary>Width of a letter of the charts' font in pixels, on average: text is laid out without a browser.</summary>
    public const double LetterWidth = 6.4;

    /// <summary>The SVG element.</summary>
    /// <param name="id">Unique on the page.</param>
    /// <param name="title">What it shows.</param>
    /// <param name="description">What is to be seen, in words.</param>
    /// <param name="width">Pixels before it is fitted.</param>
    /// <param name="height">Pixels before it is fitted.</param>
    /// <param name="content">The drawing.</param>
    public static Markup Svg(string id, string title, string description, double width, double height, Markup content) =>
        Markup.Of(
            $"""
            <svg xmlns="http://www.w3.org/2000/svg" class="chart" viewBox="0 0 {width} {height}" style="max-width:{width}px" role="img" aria-labelledby="{id}-title {id}-desc">
            <title id="{id}-title">{title}</title><desc id="{id}-desc">{description}</desc>
            {content}
            </svg>
            """
        );

    /// <summary>Text cut to a number of letters.</summary>
    public static string Shorten(string text, int letters) => text.Length <= letters ? text : text[..(letters - 1)] + "…";
}
