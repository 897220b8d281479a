namespace Decant.Runs;

/// <summary>Energy that a network's answers took on the run's machine.</summary>
/// <param name="JoulesPerAnswer">Joules for each sample, 0 or more.</param>
/// <param name="Source">Measured or estimated.</param>
/// <param name="Batch">Samples per call, 1 or more.</param>
internal sealed record EnergyUse(double JoulesPerAnswer, EnergySource Source, int Batch);
