namespace Decant.Runs;

/// <summary>How well one number is predicted.</summary>
/// <param name="MeanAbsoluteError">In the number's unit, 0 or more.</param>
/// <param name="RootMeanSquaredError">In the number's unit, at least the mean absolute error.</param>
/// <param name="RSquared">At most 1; null where the truth is the same for all samples.</param>
public readonly record struct NumberScore(double MeanAbsoluteError, double RootMeanSquaredError, double? RSquared);
