using Decant.Reporting;
using Decant.Runs;

namespace Decant.Pipeline.Progress;

/// <summary>A training that is over.</summary>
/// <param name="Arm">The arm.</param>
/// <param name="Result">What it gave.</param>
/// <param name="Level">The main metric on the test part, as text.</param>
internal sealed record TrainingEnd(string Arm, SeedResult Result, string Level)
{
    /// <summary>How its weights came about: epochs and time, or that they were there already.</summary>
    public string Way =>
        Result.Origin switch
        {
            ModelOrigin.Kept => "kept from an earlier run",
            ModelOrigin.Given => "given as a file",
            _ when Result.Epochs.Count == 0 => $"trained in {Quantity.Duration(Result.Duration)}",
            _ => $"{Result.Epochs.Count} epoch{(Result.Epochs.Count == 1 ? "" : "s")} in {Quantity.Duration(Result.Duration)}",
        };
}
