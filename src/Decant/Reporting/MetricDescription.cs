using System.Globalization;
using Decant.Evidence;
using Decant.Runs;

namespace Decant.Reporting;

/// <summary>What a metric is called, how its numbers are written, and what they mean.</summary>
/// <param name="Title">Heading of its row.</param>
/// <param name="Unit">Unit of the written number, with the space before it.</param>
/// <param name="Meaning">One sentence for a reader who does not know it.</param>
/// <param name="Scale">What a value is multiplied with to be written.</param>
/// <param name="Decimals">Digits after the point; a mean of counts gets one more.</param>
internal sealed record MetricDescription(string Title, string Unit, string Meaning, double Scale, int Decimals)
{
    private const string Percent = " %";

    private static readonly Dictionary<string, MetricDescription> Known = new()
    {
        [NamedValue.Accuracy] = Share("Accuracy", "Share of the test samples for which the most likely class is the label."),
        ["errors"] = new("Errors", "", "Test samples for which the most likely class is not the label.", 1, 0),
        ["topKAccuracy"] = Share("Top-k accuracy", "Share of the test samples whose label is among the k most likely classes; of equal ones the lower class index comes first."),
        ["macroPrecision"] = Share("Precision, macro", "Of the samples given a class, the share that have it; mean over the classes, each weighing the same."),
        ["macroRecall"] = Share("Recall, macro", "Of the samples that have a class, the share given it; mean over the classes, each weighing the same."),
        ["macroF1"] = Share("F1, macro", "Harmonic mean of precision and recall; mean over the classes."),
        [NamedValue.NegativeLogLikelihood] = new(
            "Negative log-likelihood", " nats", "Mean of −ln of the probability given to the label. 0 is certain and right; it punishes being wrong with confidence. Lower is better.", 1, 4),
        ["expectedCalibrationError"] = Share("Calibration error", "By how much confidence differs from being right, on average over 15 bins of confidence. Lower is better."),
        [NamedValue.Agreement] = Share("Agreement with teacher", "Share of the test samples for which student and teacher choose the same class, right or wrong."),
    };

    /// <summary>The description of a metric; one made from its name when it is not known here.</summary>
    public static MetricDescription Of(string name) =>
        Known.TryGetValue(name, out var known) ? known : new(Capital(MetricText.Words(name)), "", "", 1, 4);

    /// <summary>A value as it is written.</summary>
    public string Text(double value) => Number(value, Decimals) + Unit;

    /// <summary>The mean over the seeds, with the standard deviation when there are several.</summary>
    public string Text(SeedStatistics statistics)
    {
        var decimals = Decimals == 0 && statistics.Values.Count > 1 ? 1 : Decimals;
        var spread = statistics.StandardDeviation is { } deviation ? $" ± {Number(deviation, decimals)}" : "";
        return Number(statistics.Mean, decimals) + spread + Unit;
    }

    private static MetricDescription Share(string title, string meaning) => new(title, Percent, meaning, 100, 2);

    private static string Capital(string words) => words.Length == 0 ? words : words[..1].ToUpper(CultureInfo.InvariantCulture) + words[1..];

    private string Number(double value, int decimals) => Quantity.Number(value * Scale, decimals);
}
