using Decant.Runs;

namespace Decant.Pipeline;

/// <summary>A finished run and where it lies.</summary>
/// <param name="Run">The facts.</param>
/// <param name="Folder">The run's folder.</param>
/// <param name="Verdict">What came out, in plain words.</param>
public sealed record RunOutcome(Run Run, string Folder, string Verdict);
