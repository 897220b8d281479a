namespace Decant.Runs;

/// <summary>A number with its name: a metric or the mean of a loss term.</summary>
/// <param name="Name">Lower camel case for metrics; the recipe's word for loss terms.</param>
/// <param name="Value">The number, in the unit of its kind.</param>
public readonly record struct NamedValue(string Name, double Value)
{
    /// <summary>Share of samples whose best class is the label, 0 to 1.</summary>
    public const string Accuracy = "accuracy";

    /// <summary>Share of samples whose label is among the k best classes, 0 to 1.</summary>
    public const string TopKAccuracy = "topKAccuracy";

    /// <summary>Mean negative log-likelihood of the label, nats per sample, 0 or more.</summary>
    public const string NegativeLogLikelihood = "negativeLogLikelihood";

    /// <summary>Share of samples on which the teacher's best class is chosen too, 0 to 1.</summary>
    public const string Agreement = "agreement";
}
