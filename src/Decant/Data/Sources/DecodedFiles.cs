namespace Decant.Data.Sources;

/// <summary>Images that are decoded from a file each.</summary>
/// <param name="decoder">Decodes a file.</param>
/// <param name="files">The files of the images, by their places in the decoder's tree.</param>
internal sealed class DecodedFiles(ImageDecoder decoder, IReadOnlyList<int> files) : IPixelSource
{
    /// <inheritdoc/>
    public void Read(int index, Span<byte> pixels) => decoder.Decode(files[index], pixels);
}
