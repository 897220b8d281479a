using Decant.Data.Images;
using Decant.Engine;

namespace Decant.Data.Sources;

/// <summary>A label image as it is in its file: a number for each pixel, or a colour.</summary>
/// <param name="Height">H.</param>
/// <param name="Width">W.</param>
/// <param name="Values"><c>[H, W]</c>: grey values or palette indexes; 0xRRGGBB where colours were asked for.</param>
internal sealed record MaskFile(int Height, int Width, int[] Values)
{
    /// <summary>Decodes a label image.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="name">Its name, for errors.</param>
    /// <param name="wantsColours">Whether its colours tell the classes, and not its numbers.</param>
    /// <exception cref="DecantException">It is no PNG, is damaged, or has colours where numbers are wanted.</exception>
    public static MaskFile Read(byte[] bytes, string name, bool wantsColours)
    {
        if (ImageFormat.Of(bytes) is not { Name: "PNG" })
        {
            throw new DecantException(
                $"Label image '{name}': expected PNG, received {ImageFormat.Of(bytes)?.Name ?? "another file"}. "
                    + "JPEG and its like change colours a little, and so classes. Write label images as PNG."
            );
        }

        if (IndexPng.Fits(bytes))
        {
            var numbers = IndexPng.Read(bytes, name);
            using var header = ImageFile.Open(bytes, name);
            return new MaskFile(header.Height, header.Width, wantsColours ? Coloured(bytes, numbers, name) : numbers);
        }

        var picture = ImageFile.Decode(bytes, name);
        var (area, values) = (picture.Height * picture.Width, new int[picture.Height * picture.Width]);
        for (var i = 0; i < area; i++)
        {
            var (red, green, blue) =
                picture.Channels == 1
                    ? (picture.Pixels[i], picture.Pixels[i], picture.Pixels[i])
                    : (picture.Pixels[i], picture.Pixels[area + i], picture.Pixels[(2 * area) + i]);
            values[i] =
                wantsColours ? (red << 16) | (green << 8) | blue
                : red == green && red == blue ? red
                : throw new DecantException(
                    $"Label image '{name}': expected a number for each pixel, received the colour "
                        + $"{MaskClasses.ColourText((red << 16) | (green << 8) | blue)}. Give each class its colour: "
                        + "data.classes: sky #808080, road #804080."
                );
        }

        return new MaskFile(picture.Height, picture.Width, values);
    }

    /// <summary>Whether a file can hold its classes as colours only: its pixels have several channels.</summary>
    public static bool HasColoursOnly(byte[] bytes) => ImageFormat.Of(bytes) is { Name: "PNG" } && !IndexPng.Fits(bytes);

    /// <summary>Writes the class of each pixel at another size, each from the pixel that its centre lies in.</summary>
    /// <param name="classes">What the values mean.</param>
    /// <param name="height">H of the result.</param>
    /// <param name="width">W of the result.</param>
    /// <param name="result"><c>[H, W]</c>; <see cref="MaskClasses.Void"/> for what does not count.</param>
    public void Write(MaskClasses classes, int height, int width, Span<byte> result)
    {
        for (var y = 0; y < height; y++)
        {
            var row = (int)(((2L * y) + 1) * Height / (2L * height)) * Width;
            for (var x = 0; x < width; x++)
            {
                result[(y * width) + x] = classes.Of(Values[row + (int)(((2L * x) + 1) * Width / (2L * width))]) ?? MaskClasses.Void;
            }
        }
    }

    private static int[] Coloured(byte[] bytes, int[] numbers, string name)
    {
        var palette = IndexPng.HasPalette(bytes) ? IndexPng.Colours(bytes) : [.. Enumerable.Range(0, 256).Select(grey => grey * 0x010101)];
        return
        [
            .. numbers.Select(number =>
                number < palette.Length
                    ? palette[number]
                    : throw new DecantException(
                        $"Label image '{name}': expected numbers below {palette.Length}, as it has so many colours, "
                            + $"received {number}. The file is damaged."
                    )
            ),
        ];
    }
}
