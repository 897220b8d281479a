using Decant.Runs;

namespace Decant.Tasks.Segmentation;

/// <summary>
/// Of a class with TP pixels rightly given it, FP wrongly given it and FN missed, counted over all samples: IoU = TP/(TP + FP + FN), the
/// Jaccard index (Jaccard 1912). Its mean is over the classes that occur in truth or answers, each weighing the same (Everingham et al.
/// 2010, Pascal VOC). Fractions, 0 to 1, higher is better.
/// </summary>
internal static class MeanIntersectionOverUnion
{
    /// <summary>How it is named and told.</summary>
    public static MetricFacts Facts { get; } =
        new("meanIntersectionOverUnion", MetricFacts.Fraction, true)
        {
            Title = "Mean intersection over union",
            Meaning =
                "Of the pixels that are of a class or are answered so, the share that are both; mean over the "
                + "classes, a rare one weighing as much as a frequent one.",
        };

    /// <summary>The mean over the classes that occur.</summary>
    public static double Of(ConfusionCounts confusion) =>
        Enumerable.Range(0, confusion.Classes).Select(c => Of(confusion, c)).OfType<double>().DefaultIfEmpty(0).Average();

    /// <summary>One class by itself; null where no pixel is of it and none is answered so.</summary>
    public static double? Of(ConfusionCounts confusion, int c)
    {
        var union = -confusion[c, c];
        for (var other = 0; other < confusion.Classes; other++)
        {
            union += confusion[c, other] + confusion[other, c];
        }

        return union == 0 ? null : confusion[c, c] / (double)union;
    }
}
