using System.Globalization;
using Decant.Evidence;
using Decant.Runs;

namespace Decant.Reporting;

/// <summary>How the numbers of a metric are written in tables and charts.</summary>
/// <param name="Title">Heading of its row.</param>
/// <param name="Unit">Unit of the written number, with the space before it.</param>
/// <param name="Meaning">One sentence for a reader who does not know it.</param>
/// <param name="Scale">What a value is multiplied with to be written.</param>
/// <param name="Decimals">Digits after the point; a mean of counts gets one more.</param>
internal sealed record MetricDescription(string Title, string Unit, string Meaning, double Scale, int Decimals)
{
    /// <summary>The description of a metric.</summary>
    public static MetricDescription Of(MetricFacts metric)
    {
        var title = metric.Title.Length > 0 ? metric.Title : Capital(MetricText.Words(metric.Name));
        return metric.Unit == MetricFacts.Fraction
            ? new(title, " %", metric.Meaning, 100, metric.Decimals)
            : new(title, metric.Unit.Length > 0 ? $" {metric.Unit}" : "", metric.Meaning, 1, metric.Decimals);
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

    private static string Capital(string words) =>
        words.Length == 0 ? words : words[..1].ToUpper(CultureInfo.InvariantCulture) + words[1..];

    private string Number(double value, int decimals) => Quantity.Number(value * Scale, decimals);
}
