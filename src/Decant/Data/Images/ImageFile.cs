using System.Runtime.InteropServices;
using Decant.Data.Sources;
using Decant.Engine;
using SkiaSharp;

namespace Decant.Data.Images;

/// <summary>
/// An image file whose header is read and whose pixels are not yet. The format is seen from the content, not from the name. Of an animation
/// the first picture counts; a photograph is turned as its EXIF orientation says; of 16 bits the upper 8 count; what is transparent is
/// blended over white, as a page would show it. Colour profiles change nothing: networks are trained on the numbers in the file.
/// </summary>
internal sealed unsafe class ImageFile : IDisposable
{
    // PNG specification, 11.2.2: the header's chunk begins at byte 8 with length and name.
    private const int PngColourType = 25,
        PngGrey = 0,
        PngGreyAlpha = 4;

    private readonly SKCodec _codec;
    private GCHandle _bytesInPlace;
    private readonly string _title;
    private readonly int _bytes;

    private ImageFile(SKCodec codec, GCHandle bytesInPlace, string title, byte[] bytes)
    {
        (_codec, _bytesInPlace, _title, _bytes) = (codec, bytesInPlace, title, bytes.Length);
        var isPng = codec.EncodedFormat == SKEncodedImageFormat.Png;
        Channels = (isPng ? bytes[PngColourType] is PngGrey or PngGreyAlpha : codec.Info.ColorType == SKColorType.Gray8) ? 1 : 3;
        (Height, Width) = Orientation.IsTurned(codec.EncodedOrigin)
            ? (codec.Info.Width, codec.Info.Height)
            : (codec.Info.Height, codec.Info.Width);
    }

    /// <summary>C: 1 for grey, 3 for red, green, blue.</summary>
    public int Channels { get; }

    /// <summary>H, in pixels, of the picture as it is looked at.</summary>
    public int Height { get; }

    /// <summary>W, in pixels, of the picture as it is looked at.</summary>
    public int Width { get; }

    /// <summary>Whether a name is that of an image.</summary>
    public static bool HasImageName(string name)
    {
        var ending = Path.GetExtension(name).ToLowerInvariant();
        return ImageFormat.All.Any(format => format.Endings.Contains(ending));
    }

    /// <summary>Decodes a file as it is.</summary>
    /// <exception cref="DecantException">It is damaged, or no image that is known.</exception>
    public static Picture Decode(ReadOnlySpan<byte> bytes, string file)
    {
        using var image = Open(bytes.ToArray(), file);
        return image.Read(image.Channels, image.Height, image.Width);
    }

    /// <summary>Reads a file's header.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="file">Its name, for messages.</param>
    /// <exception cref="DecantException">It is damaged, too large, or no image that is known.</exception>
    public static ImageFile Open(byte[] bytes, string file)
    {
        var format = ImageFormat.Of(bytes)
            ?? throw new DecantException(
                $"Image '{file}': expected {ImageFormat.Names}, received "
                    + $"{(bytes.Length == 0 ? "no bytes" : $"bytes that begin with {Convert.ToHexStringLower(bytes, 0, Math.Min(8, bytes.Length))}")}. {DataFile.Guess(bytes)} Convert or remove it."
            );
        var title = $"{format.Name} '{file}'";
        var inPlace = GCHandle.Alloc(bytes, GCHandleType.Pinned);
        SKCodec? codec = null;
        try
        {
            using var data = SKData.Create(inPlace.AddrOfPinnedObject(), bytes.Length);
            codec = SKCodec.Create(new SKMemoryStream(data), out var result);
            if (codec is null || codec.EncodedFormat != format.Format)
            {
                throw Damaged(title, bytes.Length, result);
            }

            var (width, height) = (codec.Info.Width, codec.Info.Height);
            return (long)width * height <= Picture.MaximumPixels
                ? new ImageFile(codec, inPlace, title, bytes)
                : throw new DecantException(
                    $"{title}: expected at most {Picture.MaximumPixels} pixels, received {width}x{height}. The "
                        + $"header is damaged, or the image is too large."
                );
        }
        catch
        {
            codec?.Dispose();
            inPlace.Free();
            throw;
        }
    }

    /// <summary>Decodes the pixels, once.</summary>
    /// <param name="channels">C of the result: grey from colours is their luma, colours from grey are three times the grey.</param>
    /// <param name="height">H of the result.</param>
    /// <param name="width">W of the result.</param>
    /// <param name="memory">Lends memory for the whole picture; null to take it from the system.</param>
    /// <exception cref="DecantException">The file is damaged or cut short.</exception>
    public Picture Read(int channels, int height, int width, DecodingMemory? memory = null)
    {
        var isTurned = Orientation.IsTurned(_codec.EncodedOrigin);
        using var pixels = Decode(memory);
        return Orientation.Apply(_codec.EncodedOrigin, pixels.ToPicture(channels, isTurned ? width : height, isTurned ? height : width));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_bytesInPlace.IsAllocated)
        {
            _codec.Dispose();
            _bytesInPlace.Free();
        }
    }

    private RgbaPixels Decode(DecodingMemory? memory)
    {
        var info = new SKImageInfo(_codec.Info.Width, _codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        var pixels = new RgbaPixels(info.Height, info.Width, memory);
        var result = _codec.GetPixels(info, (nint)pixels.Start);
        if (result != SKCodecResult.Success)
        {
            pixels.Dispose();
            throw Damaged(_title, _bytes, result);
        }

        if (_codec.Info.AlphaType != SKAlphaType.Opaque)
        {
            pixels.BlendOverWhite();
        }

        return pixels;
    }

    private static DecantException Damaged(string title, int bytes, SKCodecResult result) =>
        new(
            $"{title}: its {bytes} bytes cannot be decoded "
                + $"({(result == SKCodecResult.IncompleteInput ? "they end too early" : $"{result}")}). The file is "
                + $"damaged or cut short."
        );
}
