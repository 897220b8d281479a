namespace Decant.Engine.Onnx.Conformance;

/// <summary>What became of one case.</summary>
/// <param name="Name">The name of its folder.</param>
/// <param name="Folder">Its folder.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="LargestError">The largest difference between a number and the expected one; 0 where nothing could be compared.</param>
/// <param name="Operator">The operator or element type that is not known; null unless unsupported.</param>
/// <param name="Reason">Why it did not pass, as a sentence; null where it did.</param>
/// <param name="ConstantsFor">The operator that got the case's inputs as constants, without which its model cannot be read; null where it
/// can.</param>
internal sealed record ConformanceResult(
    string Name,
    string Folder,
    ConformanceOutcome Outcome,
    double LargestError = 0,
    string? Operator = null,
    string? Reason = null,
    string? ConstantsFor = null
);
