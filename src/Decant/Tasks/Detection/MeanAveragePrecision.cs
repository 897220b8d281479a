using Decant.Runs;

namespace Decant.Tasks.Detection;

/// <summary>
/// The mean of <see cref="AveragePrecision"/> over the classes that occur, as COCO's own program computes it (Lin et al. 2014,
/// arXiv:1405.0312). Fractions, 0 to 1, higher is better.
/// </summary>
internal static class MeanAveragePrecision
{
    /// <summary>At an overlap of 0.5, as in Pascal VOC's later years, with COCO's recalls.</summary>
    public static MetricFacts AtHalf { get; } =
        new("meanAveragePrecision50", MetricFacts.Fraction, true)
        {
            Title = "mAP at 0.5",
            Meaning =
                "Mean average precision: of each class, how precise the found boxes are from the first thing found to the last, a box "
                + "being right where it shares half of the area of both with a thing; mean over the classes.",
        };

    /// <summary>Mean over the overlaps 0.5, 0.55, …, 0.95.</summary>
    public static MetricFacts Facts { get; } =
        new("meanAveragePrecision", MetricFacts.Fraction, true)
        {
            Title = "mAP at 0.5 to 0.95",
            Meaning = "The same, mean over ten overlaps from 0.5 to 0.95: boxes have to lie exactly for a high one.",
        };

    /// <summary>The share of things found, mean over overlaps and classes.</summary>
    public static MetricFacts Recall { get; } =
        new("averageRecall", MetricFacts.Fraction, true)
        {
            Title = "Average recall",
            Meaning = "Share of the things that are found among a hundred boxes of each class, mean over ten overlaps from 0.5 to 0.95.",
        };

    /// <summary>The mean of something over the classes that occur; 0 where none does.</summary>
    public static double Of(IEnumerable<AveragePrecision?> classes, Func<AveragePrecision, double> measure) =>
        classes.OfType<AveragePrecision>().Select(measure).DefaultIfEmpty(0).Average();
}
