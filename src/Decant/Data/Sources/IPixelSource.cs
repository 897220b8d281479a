namespace Decant.Data.Sources;

/// <summary>Gives the bytes of one image after the other from files; safe from several threads.</summary>
internal interface IPixelSource
{
    /// <summary>Writes the C·H·W bytes of one image.</summary>
    /// <param name="index">Its place among the samples.</param>
    /// <param name="pixels">Is given the bytes, channels first.</param>
    /// <exception cref="Decant.Engine.DecantException">The file cannot be read any more.</exception>
    void Read(int index, Span<byte> pixels);
}
