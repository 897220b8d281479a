namespace Decant.Runs;

/// <summary>How often each class was taken for each class: rows are labels, columns are answers.</summary>
internal sealed class ConfusionCounts
{
    private readonly long[] _counts;

    /// <summary>Copies the counts.</summary>
    /// <param name="classes">Number of classes C, 1 or more.</param>
    /// <param name="counts">C·C counts, row by row.</param>
    /// <exception cref="ArgumentException">The number of counts is not C·C.</exception>
    public ConfusionCounts(int classes, ReadOnlySpan<long> counts)
    {
        if (counts.Length != (long)classes * classes)
        {
            throw new ArgumentException(
                $"confusion counts: expected {(long)classes * classes} numbers for {classes} classes, received {counts.Length}.",
                nameof(counts)
            );
        }

        Classes = classes;
        _counts = counts.ToArray();
    }

    /// <summary>All answers.</summary>
    public long Total => _counts.Sum();

    /// <summary>Answers that are not the label.</summary>
    public long Wrong => Total - Enumerable.Range(0, Classes).Sum(c => this[c, c]);

    /// <summary>Number of classes.</summary>
    public int Classes { get; }

    /// <summary>Samples with a label that were given an answer.</summary>
    public long this[int label, int answer] => _counts[(label * Classes) + answer];

    /// <summary>The counts of one label, by answer.</summary>
    public ReadOnlySpan<long> Row(int label) => _counts.AsSpan(label * Classes, Classes);
}
