namespace Decant.Tasks;

/// <summary>The metric that a result is judged by.</summary>
/// <param name="Name">Such as <c>accuracy</c>.</param>
/// <param name="Unit">Such as <c>fraction</c>.</param>
/// <param name="HigherIsBetter">Whether a larger number is the better one.</param>
public sealed record MainMetric(string Name, string Unit, bool HigherIsBetter);
