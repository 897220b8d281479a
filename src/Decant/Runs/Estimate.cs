namespace Decant.Runs;

/// <summary>A number that was measured on samples, and its 95 % interval.</summary>
/// <param name="Value">The number.</param>
/// <param name="Low">Lower end of the interval; null where one sample does not tell.</param>
/// <param name="High">Upper end.</param>
internal sealed record Estimate(double Value, double? Low, double? High);
