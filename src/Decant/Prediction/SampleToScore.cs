namespace Decant.Prediction;

/// <summary>Writes the numbers of a sample.</summary>
/// <param name="destination">As many numbers as the model takes of one sample.</param>
/// <returns>What is wrong with the sample; null where nothing is.</returns>
internal delegate string? ReadNumbers(Span<float> destination);

/// <summary>A sample that a model is asked about.</summary>
/// <param name="Name">The file, and its line where it has one in each.</param>
/// <param name="Read">Reads it; safe from several threads.</param>
internal sealed record SampleToScore(string Name, ReadNumbers Read);
