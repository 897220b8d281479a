namespace Decant.Evidence;

/// <summary>A control arm next to the distilled student, before anything is concluded.</summary>
/// <param name="Arm">Its name.</param>
/// <param name="Control">What it reached.</param>
/// <param name="Gain">How much better the distilled student is, per paired seed, positive when distillation helped.</param>
/// <param name="Margin">The smallest difference that matters, in the metric's unit; 0 or more.</param>
/// <param name="Samples">The two sample by sample; null where that is not known.</param>
internal sealed record PairedArm(string Arm, SeedStatistics Control, SeedStatistics Gain, double Margin, PairedSamples? Samples = null);
