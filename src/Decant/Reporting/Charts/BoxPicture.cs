using System.Globalization;
using Decant.Runs;

namespace Decant.Reporting.Charts;

/// <summary>A small picture in shades of grey with boxes over it, a colour for each class.</summary>
/// <param name="Picture">The sample.</param>
internal sealed record BoxPicture(ResultBoxes Picture)
{
    // As ClassPicture draws a pixel.
    private const double Pixel = 4;

    /// <summary>Unique on the page.</summary>
    public required string Id { get; init; }

    /// <summary>What it shows.</summary>
    public required string Title { get; init; }

    /// <summary>What is to be seen, in words.</summary>
    public required string Description { get; init; }

    /// <summary>The boxes.</summary>
    public required IReadOnlyList<ShownBox> Boxes { get; init; }

    /// <summary>Names of the classes.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>The style of a class; the first style is that of paper.</summary>
    public static string StyleOf(int c) => ClassPicture.StyleOf((c % 7) + 1);

    /// <summary>The picture.</summary>
    public Markup Draw()
    {
        var grey = new ClassPicture(Picture.Rows, Picture.Columns)
        {
            Id = Id,
            Title = Title,
            Classes = [],
            Description = Description,
        };
        return grey.DrawGrey(Picture.Image, Markup.Each(Boxes, Rectangle));
    }

    private Markup Rectangle(ShownBox box)
    {
        var (x, y) = (Pixel * Picture.Columns / Picture.Width, Pixel * Picture.Rows / Picture.Height);
        var words = string.Create(
            CultureInfo.InvariantCulture,
            $"{ClassName.Of(Names, box.Class)}{(box.Score < 1 ? $" {100 * box.Score:0} %" : "")}"
        );
        return Markup.Of(
            $"""<rect class="box {StyleOf(box.Class)}" x="{Round(box.Left * x)}" y="{Round(box.Top * y)}" width="{Round(
                (box.Right - box.Left) * x
            )}" height="{Round((box.Bottom - box.Top) * y)}"><title>{words}</title></rect>"""
        );
    }

    private static double Round(double number) => Math.Round(number, 1);
}
