namespace Decant.Runs;

/// <summary>A measure of quality.</summary>
/// <param name="Name">Its name among <see cref="EvaluationResult.Metrics"/>, such as <c>accuracy</c>.</param>
/// <param name="Unit"><c>fraction</c> (0 to 1, shown in per cent), <c>nats</c>, or the unit of the labels.</param>
/// <param name="HigherIsBetter">True for accuracy, false for an error.</param>
public sealed record MetricFacts(string Name, string Unit, bool HigherIsBetter)
{
    /// <summary>Share of samples whose best class is the label.</summary>
    public static MetricFacts Accuracy { get; } = new(NamedValue.Accuracy, "fraction", true);
}
