namespace Decant.Runs;

/// <summary>Predictions of one number next to the truth, for some samples that are evenly spaced over the split.</summary>
/// <param name="Index">Which of the answered numbers it is.</param>
/// <param name="Points">The samples.</param>
internal sealed record ResultScatter(int Index, IReadOnlyList<PredictedNumber> Points);
