namespace Decant.Runs;

/// <summary>What was predicted for one sample, next to the truth; both in the number's unit.</summary>
/// <param name="Truth">The truth.</param>
/// <param name="Prediction">The prediction.</param>
internal readonly record struct PredictedNumber(float Truth, float Prediction);
