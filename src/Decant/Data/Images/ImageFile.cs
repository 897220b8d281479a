using Decant.Data.Sources;
using Decant.Engine;

namespace Decant.Data.Images;

/// <summary>Reads image files; the format is seen from the content, not from the name.</summary>
internal static class ImageFile
{
    private static readonly string[] s_endings = [".png", ".jpg", ".jpeg"];

    /// <summary>Whether a name is that of an image.</summary>
    public static bool HasImageName(string name) => s_endings.Contains(Path.GetExtension(name).ToLowerInvariant());

    /// <summary>Decodes a file.</summary>
    /// <exception cref="DecantException">It is damaged, or no image that is known.</exception>
    public static Picture Decode(ReadOnlySpan<byte> bytes, string file) =>
        bytes.StartsWith(PngDecoder.Signature) ? PngDecoder.Decode(bytes, file)
        : bytes.StartsWith((ReadOnlySpan<byte>)[0xff, 0xd8]) ? JpegDecoder.Decode(bytes, file)
        : throw new DecantException(
            $"Image '{file}': expected PNG or JPEG, received {(bytes.IsEmpty ? "no bytes" : $"bytes that begin with {Convert.ToHexStringLower(bytes[..Math.Min(8, bytes.Length)])}")}. {DataFile.Guess(bytes)} Convert or remove it.");
}
