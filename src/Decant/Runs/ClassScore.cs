namespace Decant.Runs;

/// <summary>How well one class is recognised.</summary>
/// <param name="Precision">Of the samples given this class, the share that have it; 0 to 1, 0 when none was given it.</param>
/// <param name="Recall">Of the samples that have this class, the share given it; 0 to 1, 0 when none has it.</param>
/// <param name="F1">Harmonic mean of both, 0 to 1.</param>
/// <param name="Support">Samples that have this class.</param>
internal readonly record struct ClassScore(double Precision, double Recall, double F1, long Support);
