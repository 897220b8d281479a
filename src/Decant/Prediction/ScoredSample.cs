namespace Decant.Prediction;

/// <summary>What a model says about one sample.</summary>
/// <param name="Name">The file, and its line where it has one in each.</param>
/// <param name="Values">The answers in the model's order; empty where there is a problem.</param>
/// <param name="Problem">Why the sample has no answer; null where it has one.</param>
internal sealed record ScoredSample(string Name, IReadOnlyList<float> Values, string? Problem = null)
{
    /// <summary>Where words have tags, what was found in the text; null elsewhere.</summary>
    public IReadOnlyList<ScoredSpan>? Spans { get; init; }
}
