namespace Decant.Runs;

/// <summary>A metric and its value on one split.</summary>
/// <param name="Facts">What it is.</param>
/// <param name="Value">The value, in the metric's unit.</param>
public sealed record Measure(MetricFacts Facts, double Value)
{
    /// <summary>The metric's name, such as <c>accuracy</c>.</summary>
    public string Name => Facts.Name;

    /// <summary>Whether people are told: a value that could not be another says nothing. Programs always are.</summary>
    public bool IsShown { get; init; } = true;

    /// <summary>The title of a bar chart of this measure over the models, shorter being better; empty for none.</summary>
    public string BarsTitle { get; init; } = "";
}
