namespace Decant.Runs;

/// <summary>A sample as a person can judge it.</summary>
/// <param name="Name">Where it is found.</param>
/// <param name="Text">The text, or the row with the names of its columns; empty for a picture.</param>
/// <param name="Pixels">Brightness, H·W numbers from 0 to 1; empty where it is no picture.</param>
/// <param name="Height">H.</param>
/// <param name="Width">W.</param>
internal sealed record ShownSample(string Name, string Text, IReadOnlyList<float> Pixels, int Height, int Width);
