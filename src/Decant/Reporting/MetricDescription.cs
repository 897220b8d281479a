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

    // Stands for the unit that only the data know.
    private const string OfLabels = "?";

    private static readonly Dictionary<string, MetricDescription> Known = new()
    {
        [NamedValue.Accuracy] = Share("Accuracy", "Share of the test samples for which the most likely class is the label."),
        ["errors"] = new("Errors", "", "Test samples for which the most likely class is not the label.", 1, 0),
        ["topKAccuracy"] = Share("Top-k accuracy", "Share of the test samples whose label is among the k most likely classes; of equal ones the lower class index comes first."),
        ["macroPrecision"] = Share("Precision, macro", "Of the samples given a class or label, the share that have it; mean over the classes or labels, each weighing the same."),
        ["macroRecall"] = Share("Recall, macro", "Of the samples that have a class or label, the share given it; mean over the classes or labels, each weighing the same."),
        ["macroF1"] = Share("F1, macro", "Harmonic mean of precision and recall; mean over the classes or labels, a rare one weighing as much as a frequent one."),
        [NamedValue.NegativeLogLikelihood] = new(
            "Negative log-likelihood", " nats", "Mean of −ln of the probability given to the label. 0 is certain and right; it punishes being wrong with confidence. Lower is better.", 1, 4),
        ["expectedCalibrationError"] = Share("Calibration error", "By how much confidence differs from being right, on average over 15 bins of confidence. Lower is better."),
        ["microF1"] = Share("F1, micro", "Harmonic mean of precision and recall of all answers together: a frequent label weighs more than a rare one."),
        ["subsetAccuracy"] = Share("All labels right", "Share of the test samples for which every label is answered rightly."),
        ["hammingAccuracy"] = Share("Labels right", "Share of all answers, samples times labels, that are right. Where labels are rare, answering no to everything is near 100 % already."),
        ["binaryCrossEntropy"] = new(
            "Binary cross-entropy", " nats", "Mean of −ln of the probability given to what is true of a label. 0 is certain and right, 0.6931 is guessing. Lower is better.", 1, 4),
        ["meanAbsoluteError"] = new("Mean absolute error", OfLabels, "How far a prediction is from the truth, on average. Lower is better.", 1, 4),
        ["rootMeanSquaredError"] = new(
            "Root mean squared error", OfLabels, "The same with large errors weighing more: the root of the mean square. Lower is better.", 1, 4),
        ["rSquared"] = new("R²", "", "Share of the truth’s variance that the predictions explain: 1 is perfect, 0 is what always predicting the mean gives.", 1, 4),
        ["teacherDifference"] = new("Difference from teacher", OfLabels, "By how much student and teacher predict differently, on average, right or wrong.", 1, 4),
        [NamedValue.Agreement] = Share("Agreement with teacher", "Share of the answers in which student and teacher choose the same, right or wrong."),
    };

    /// <summary>The description of a metric; one made from its name when it is not known here.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="labelUnit">The unit of the labels, which errors of predicted numbers have; empty where they have none.</param>
    public static MetricDescription Of(string name, string labelUnit = "")
    {
        var known = Known.TryGetValue(name, out var description) ? description : new(Capital(MetricText.Words(name)), "", "", 1, 4);
        return known.Unit == OfLabels ? known with { Unit = labelUnit.Length > 0 ? $" {labelUnit}" : "" } : known;
    }

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
