namespace Decant.Prediction;

/// <summary>A text that a model is asked about.</summary>
/// <param name="Name">The text itself in short, or the file and its line.</param>
/// <param name="Text">The text.</param>
/// <param name="Second">The second text of a pair; null for none.</param>
internal sealed record TextToScore(string Name, string Text, string? Second = null);
