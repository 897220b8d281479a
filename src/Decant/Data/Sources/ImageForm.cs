using Decant.Data.Fields;
using Decant.Data.Images;
using Decant.Engine;

namespace Decant.Data.Sources;

/// <summary>Size and channels that every image of a data set has in the end.</summary>
/// <param name="Channels">C.</param>
/// <param name="Height">H.</param>
/// <param name="Width">W.</param>
/// <param name="MayResize">Whether the recipe asked for this size.</param>
/// <param name="MayConvert">Whether the recipe asked for these channels.</param>
internal sealed record ImageForm(int Channels, int Height, int Width, bool MayResize, bool MayConvert)
{
    /// <summary>Whether images keep the ratio of their sides, with bars next to them; else they are stretched.</summary>
    public bool KeepsRatio { get; init; }

    /// <summary>Where an image lies in the result.</summary>
    /// <param name="height">Its own H.</param>
    /// <param name="width">Its own W.</param>
    public PictureFit Fit(int height, int width) => PictureFit.Of(height, width, Height, Width, KeepsRatio);

    /// <summary>The images as networks see them.</summary>
    public Field Field => Field.Image(Channels, Height, Width);

    /// <summary>What the recipe asks for; the rest as the first image has it that can be read.</summary>
    /// <exception cref="DecantException">The recipe's size cannot be, or no image can be read.</exception>
    public static ImageForm Of(FileTree tree, IEnumerable<int> files, DataOptions options)
    {
        var size = options.Text("size") is { } text ? ImageSize.Parse("data.size", text) : ((int Width, int Height)?)null;
        var channels = options.Text("channels") switch
        {
            "grey" => 1,
            "rgb" => 3,
            _ => (int?)null,
        };
        if (size is { } sides && channels is { } count)
        {
            return new ImageForm(count, sides.Height, sides.Width, MayResize: true, MayConvert: true);
        }

        DecantException? problem = null;
        foreach (var file in files.Select(file => tree.Files[file]))
        {
            try
            {
                using var first = ImageFile.Open(file.Read(), file.Path);
                return new ImageForm(
                    channels ?? first.Channels,
                    size?.Height ?? first.Height,
                    size?.Width ?? first.Width,
                    MayResize: size is not null,
                    MayConvert: channels is not null
                );
            }
            catch (DecantException exception)
            {
                problem ??= exception;
            }
        }

        throw new DecantException($"Images '{tree.Root}': no image can be read. The first: {problem?.Message}", problem!);
    }

    /// <summary>Why an image cannot be brought into the form; null where it can.</summary>
    public ImageMisfit? Misfit(ImageFile image, string file) =>
        !MayResize && (image.Height != Height || image.Width != Width)
            ? new(
                $"Image '{file}': it is {image.Width}x{image.Height}, the first image is {Width}x{Height}",
                $"Give data.size to resize all, for example size: {Math.Min(Width, Height)}."
            )
        // Grey among colours loses nothing when it becomes RGB; colours among grey would.
        : !MayConvert && image.Channels > Channels
            ? new($"Image '{file}': it has colours, the first image is grey", "Give data.channels: grey or rgb to convert all.")
        : null;
}
