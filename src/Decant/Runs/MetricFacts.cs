using System.Text.Json;

namespace Decant.Runs;

/// <summary>A measure of quality.</summary>
/// <param name="Name">Its name among <see cref="EvaluationResult.Metrics"/>, such as <c>accuracy</c>.</param>
/// <param name="Unit"><c>fraction</c> (0 to 1, shown in per cent), <c>nats</c>, or the unit of the labels; empty until that is known, or where they have none.</param>
/// <param name="HigherIsBetter">True for accuracy, false for an error.</param>
public sealed record MetricFacts(string Name, string Unit, bool HigherIsBetter)
{
    /// <summary>Share of samples whose best class is the label.</summary>
    public static MetricFacts Accuracy { get; } = new(NamedValue.Accuracy, "fraction", true);

    /// <summary>Mean negative log-likelihood of the label.</summary>
    public static MetricFacts NegativeLogLikelihood { get; } = new(NamedValue.NegativeLogLikelihood, "nats", false);

    /// <summary>Mean of the classes' or labels' F1.</summary>
    public static MetricFacts MacroF1 { get; } = new("macroF1", "fraction", true);

    /// <summary>F1 of all answers together.</summary>
    public static MetricFacts MicroF1 { get; } = new("microF1", "fraction", true);

    /// <summary>Mean negative log-likelihood of what is true of each label.</summary>
    public static MetricFacts BinaryCrossEntropy { get; } = new("binaryCrossEntropy", "nats", false);

    /// <summary>Mean distance of predicted numbers from the truth, in the labels' unit.</summary>
    public static MetricFacts MeanAbsoluteError { get; } = new("meanAbsoluteError", "", false);

    /// <summary>Root of the mean squared distance of predicted numbers from the truth, in the labels' unit.</summary>
    public static MetricFacts RootMeanSquaredError { get; } = new("rootMeanSquaredError", "", false);

    /// <summary>Its name as recipes write it, such as <c>mean-absolute-error</c>.</summary>
    public string Word => JsonNamingPolicy.KebabCaseLower.ConvertName(Name);

    /// <summary>The same measure, in the labels' unit if it has none of its own.</summary>
    public MetricFacts In(string labelUnit) => Unit.Length > 0 ? this : this with { Unit = labelUnit };
}
