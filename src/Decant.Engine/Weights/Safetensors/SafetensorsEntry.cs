namespace Decant.Engine.Weights.Safetensors;

/// <summary>What the header says of one tensor.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ElementName">The word for its element type, such as <c>F32</c>.</param>
/// <param name="Sizes">Size along each axis.</param>
/// <param name="Begin">First byte of its data, counted from the end of the header.</param>
/// <param name="End">The byte after its last.</param>
internal sealed record SafetensorsEntry(string Name, string ElementName, IReadOnlyList<int> Sizes, long Begin, long End);
