using Decant.Evidence;
using Decant.Runs;

namespace Decant.Auditing;

/// <summary>How much of one class a teacher finds.</summary>
/// <param name="Class">The class, 0 to C − 1.</param>
/// <param name="Right">Samples of it that are given it.</param>
/// <param name="Samples">Samples of it, 1 or more.</param>
internal sealed record ClassRecall(int Class, long Right, long Samples)
{
    /// <summary>Right/Samples, 0 to 1.</summary>
    public double Recall => (double)Right / Samples;

    /// <summary>The 95 % interval of the recall: of a class with few samples it is wide.</summary>
    public Interval Interval => ShareInterval.Of(Right, Samples);

    /// <summary>Every class that has samples, the weakest first.</summary>
    public static IReadOnlyList<ClassRecall> Of(ConfusionCounts counts) =>
        [
            .. Enumerable
                .Range(0, counts.Classes)
                .Select(c => new ClassRecall(c, counts[c, c], counts.Row(c).ToArray().Sum()))
                .Where(one => one.Samples > 0)
                .OrderBy(one => one.Recall),
        ];
}
