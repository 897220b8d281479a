namespace Decant.Engine.Weights.Safetensors;

/// <summary>A tensor to be written.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ElementName">The word for its element type, such as <c>F16</c>.</param>
/// <param name="Sizes">Size along each axis.</param>
/// <param name="Length">Bytes of its numbers.</param>
/// <param name="Write">Writes them, lowest byte first.</param>
internal sealed record SafetensorsPart(string Name, string ElementName, IReadOnlyList<int> Sizes, long Length, Action<Stream> Write);
