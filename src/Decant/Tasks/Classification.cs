using Decant.Data;
using Decant.Engine;

namespace Decant.Tasks;

/// <summary>Every sample belongs to one of C classes; the head answers with one logit per class.</summary>
public abstract class Classification : LearningTask
{
    private const int MostNamed = 5;

    /// <inheritdoc/>
    public override MainMetric MainMetric { get; } = new("accuracy", "fraction", HigherIsBetter: true);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Metrics { get; } =
        ["accuracy", "top-k", "precision", "recall", "f1", "confusion", "negative-log-likelihood", "agreement"];

    /// <inheritdoc/>
    public override string HardLabelLoss => "hard-labels";

    /// <inheritdoc/>
    public override string SoftTargetLoss => "soft-targets";

    /// <inheritdoc/>
    public override int HeadSize(Dataset data) => data.ClassNames.Count;

    /// <inheritdoc/>
    public override void Check(DataSplits data)
    {
        var train = data.Train;
        if (train.SampleShape.Count != SampleRank)
        {
            throw new DecantException(
                $"task {Name}: expected {SampleKind}, received samples of shape [{string.Join(", ", train.SampleShape)}] from '{train.Name}'. Choose another task or source.");
        }

        if (train.ClassNames.Count < 2)
        {
            throw new DecantException($"task {Name}: expected 2 classes or more, '{train.Name}' has {train.ClassNames.Count}.");
        }

        var counts = train.CountClasses();
        var missing = train.ClassNames.Where((_, label) => counts[label] == 0).ToList();
        if (missing.Count > 0)
        {
            var more = missing.Count > MostNamed ? $" and {missing.Count - MostNamed} more" : "";
            throw new DecantException(
                $"task {Name}: '{train.Name}' has no sample of class {string.Join(", ", missing.Take(MostNamed))}{more}. Add samples, remove the class, or look for a label that is too large.");
        }
    }

    /// <summary>Axes of a sample without the batch axis.</summary>
    protected abstract int SampleRank { get; }

    /// <summary>What a sample is, for messages.</summary>
    protected abstract string SampleKind { get; }
}
