using Decant.Runs;

namespace Decant.Evaluation;

/// <summary>
/// Of a class with TP samples rightly given it, FP wrongly given it and FN missed:
/// precision = TP/(TP+FP), recall = TP/(TP+FN), F1 = 2·TP/(2·TP+FP+FN), their harmonic mean (van Rijsbergen 1979).
/// Fractions, 0 to 1, higher is better; 0 where the denominator is 0. Macro values are means over the classes that occur
/// among labels or answers: every class weighs the same, however rare.
/// </summary>
internal sealed class PrecisionRecallF1
{
    /// <summary>The mean of the precision.</summary>
    public static MetricFacts PrecisionFacts { get; } =
        new("macroPrecision", MetricFacts.Fraction, true)
        {
            Title = "Precision, macro",
            Meaning =
                "Of the samples given a class or label, the share that have it; mean over the classes or labels, each weighing the same.",
        };

    /// <summary>The mean of the recall.</summary>
    public static MetricFacts RecallFacts { get; } =
        new("macroRecall", MetricFacts.Fraction, true)
        {
            Title = "Recall, macro",
            Meaning =
                "Of the samples that have a class or label, the share given it; mean over the classes or labels, each weighing the same.",
        };

    /// <summary>The mean of F1.</summary>
    public static MetricFacts F1Facts { get; } =
        new("macroF1", MetricFacts.Fraction, true)
        {
            Title = "F1, macro",
            Meaning =
                "Harmonic mean of precision and recall; mean over the classes or labels, a rare one weighing as much as a frequent one.",
        };

    public PrecisionRecallF1(ConfusionCounts confusion)
    {
        var classes = new ClassScore[confusion.Classes];
        var occurring = 0;
        for (var c = 0; c < classes.Length; c++)
        {
            long support = 0,
                given = 0;
            for (var other = 0; other < classes.Length; other++)
            {
                support += confusion[c, other];
                given += confusion[other, c];
            }

            classes[c] = Of(confusion[c, c], given, support);
            if (given + support > 0)
            {
                occurring++;
                MacroPrecision += classes[c].Precision;
                MacroRecall += classes[c].Recall;
                MacroF1 += classes[c].F1;
            }
        }

        MacroPrecision = Ratio(MacroPrecision, occurring);
        MacroRecall = Ratio(MacroRecall, occurring);
        MacroF1 = Ratio(MacroF1, occurring);
        Classes = classes;
    }

    public IReadOnlyList<ClassScore> Classes { get; }

    public double MacroPrecision { get; }

    public double MacroRecall { get; }

    public double MacroF1 { get; }

    /// <summary>The score of one class.</summary>
    /// <param name="right">TP.</param>
    /// <param name="given">TP + FP.</param>
    /// <param name="support">TP + FN.</param>
    public static ClassScore Of(long right, long given, long support) =>
        new(Ratio(right, given), Ratio(right, support), Ratio(2.0 * right, given + support), support);

    private static double Ratio(double part, long whole) => whole == 0 ? 0 : part / whole;
}
