namespace Decant.Pipeline;

/// <summary>What the trainings of an arm need.</summary>
/// <param name="Arm">The arm.</param>
/// <param name="Count">How many there are: seeds, stages.</param>
/// <param name="Duration">About how long one takes.</param>
/// <param name="Bytes">About how much memory one computes in.</param>
internal sealed record TrainingEstimate(string Arm, int Count, TimeSpan Duration, long Bytes);
