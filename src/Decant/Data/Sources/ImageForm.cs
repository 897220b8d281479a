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
    /// <summary>What the recipe asks for; the rest as the first training image has it.</summary>
    public static ImageForm Of(FileTree tree, ClassFolders folders, DataOptions options)
    {
        var file = tree.Files[folders.Parts["train"][0].File];
        var first = ImageFile.Decode(file.Read(), file.Path);
        var size = options.Text("size") is { } text ? ImageSize.Parse("data.size", text) : ((int Width, int Height)?)null;
        var channels = options.Text("channels") switch { "grey" => 1, "rgb" => 3, _ => (int?)null };
        return new ImageForm(
            channels ?? first.Channels, size?.Height ?? first.Height, size?.Width ?? first.Width, MayResize: size is not null, MayConvert: channels is not null);
    }

    /// <summary>Brings an image into the form.</summary>
    /// <exception cref="DecantException">It has another size or colours, and the recipe did not ask for a change.</exception>
    public Picture Apply(Picture picture, string file)
    {
        if (!MayResize && (picture.Height != Height || picture.Width != Width))
        {
            throw new DecantException($"Image '{file}': it is {picture.Size}, the first image is {Width}x{Height}. Give data.size to resize all, for example size: {Math.Min(Width, Height)}.");
        }

        // Grey among colours loses nothing when it becomes RGB; colours among grey would.
        if (!MayConvert && picture.Channels > Channels)
        {
            throw new DecantException($"Image '{file}': it has colours, the first image is grey. Give data.channels: grey or rgb to convert all.");
        }

        return picture.ToChannels(Channels).ToSize(Height, Width);
    }
}
