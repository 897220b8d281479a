using Decant.Data.Images;
using Decant.Engine;

namespace Decant.Data.Sources;

/// <summary>Reads image files of a tree and brings each to its form; safe from several threads.</summary>
/// <param name="tree">The files.</param>
/// <param name="form">What every image becomes.</param>
/// <param name="memory">Most bytes of images that are being decoded, unless a single one takes more.</param>
internal sealed class ImageDecoder(FileTree tree, ImageForm form, long memory)
{
    private readonly DecodingMemory _memory = new(memory);

    /// <summary>What every image becomes.</summary>
    public ImageForm Form => form;

    /// <summary>Decodes a file.</summary>
    /// <param name="file">Its place in the tree.</param>
    /// <param name="pixels">Is given C·H·W bytes.</param>
    /// <returns>Why the image cannot be brought to the form; null where it was.</returns>
    /// <exception cref="DecantException">The file cannot be read.</exception>
    public ImageMisfit? Decode(int file, Span<byte> pixels)
    {
        var (path, read, _) = tree.Files[file];
        using var image = ImageFile.Open(read(), path);
        if (form.Misfit(image, path) is { } misfit)
        {
            return misfit;
        }

        var fit = form.Fit(image.Height, image.Width);
        fit.Place(image.Read(form.Channels, fit.Height, fit.Width, _memory).Pixels, form, pixels);
        return null;
    }

    /// <summary>Gives memory back that later images would have used.</summary>
    public void Rest() => _memory.Dispose();
}
