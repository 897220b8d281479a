namespace Decant.Auditing;

/// <summary>Answers of about the same confidence.</summary>
/// <param name="Count">How many, 1 or more.</param>
/// <param name="Confidence">Their mean confidence, 0 to 1.</param>
/// <param name="Accuracy">The share of them that is right, 0 to 1.</param>
internal sealed record ReliabilityBin(int Count, double Confidence, double Accuracy);
