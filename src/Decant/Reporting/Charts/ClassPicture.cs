using System.Globalization;
using System.Text;

namespace Decant.Reporting.Charts;

/// <summary>
/// A small picture of pixels, each with a class: one path for each class, so that it costs little and needs no image file.
/// </summary>
/// <param name="Height">Rows H.</param>
/// <param name="Width">Columns W.</param>
internal sealed record ClassPicture(int Height, int Width)
{
    private const int GreyLevels = 8;
    private const double Pixel = 4;

    /// <summary>Unique on the page.</summary>
    public required string Id { get; init; }

    /// <summary>What it shows.</summary>
    public required string Title { get; init; }

    /// <summary>The classes of pixels, H·W; −1 for those that do not count.</summary>
    public required IReadOnlyList<int> Classes { get; init; }

    /// <summary>What is to be seen, in words.</summary>
    public string Description { get; init; } = "";

    /// <summary>The style of a class: colours repeat where there are very many.</summary>
    public static string StyleOf(int c) => string.Create(CultureInfo.InvariantCulture, $"class-{c % 8}");

    /// <summary>The picture.</summary>
    public Markup Draw()
    {
        var kinds = Classes
            .Distinct()
            .Order()
            .Select(c => Markup.Of($"""<path class="{(c < 0 ? "class-none" : StyleOf(c))}" d="{Path(i => Classes[i] == c)}"/>"""));
        return Svg(Markup.Each(kinds, kind => kind));
    }

    /// <summary>The sample itself, in shades of grey.</summary>
    /// <param name="image">Brightness, H·W numbers from 0 to 1.</param>
    /// <param name="above">What is drawn over it.</param>
    public Markup DrawGrey(IReadOnlyList<float> image, Markup? above = null)
    {
        var levels = Enumerable
            .Range(0, GreyLevels + 1)
            .Select(level =>
            {
                var grey = string.Create(
                    CultureInfo.InvariantCulture,
                    $"#{255 * level / GreyLevels:x2}{255 * level / GreyLevels:x2}{255 * level / GreyLevels:x2}"
                );
                return Markup.Of(
                    $"""<path fill="{grey}" d="{Path(i => (int)MathF.Round(Math.Clamp(image[i], 0, 1) * GreyLevels) == level)}"/>"""
                );
            });
        return Svg(Markup.Of($"{Markup.Each(levels, level => level)}{above ?? Markup.Empty}"));
    }

    private Markup Svg(Markup content) => Figure.Svg(Id, Title, Description, Width * Pixel, Height * Pixel, content);

    // Pixels in a row become one rectangle.
    private string Path(Func<int, bool> isMeant)
    {
        var path = new StringBuilder();
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                var from = x;
                while (x < Width && isMeant((y * Width) + x))
                {
                    x++;
                }

                if (x > from)
                {
                    path.Append(
                        CultureInfo.InvariantCulture,
                        $"M{from * Pixel} {y * Pixel}h{(x - from) * Pixel}v{Pixel}h{-(x - from) * Pixel}z"
                    );
                }
            }
        }

        return path.ToString();
    }
}
