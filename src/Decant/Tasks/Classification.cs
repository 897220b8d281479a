using Decant.Data;
using Decant.Engine;
using Decant.Runs;

namespace Decant.Tasks;

/// <summary>Every sample belongs to one of C classes; the head answers with one logit per class.</summary>
public sealed class Classification : LearningTask
{
    private const int MostNamed = 5;

    internal Classification(SampleForm form)
        : base(form, TaskKind.Classification)
    {
    }

    /// <inheritdoc/>
    public override MetricFacts MainMetric => MetricFacts.Accuracy;

    /// <inheritdoc/>
    public override IReadOnlyList<MetricFacts> DecidingMetrics { get; } = [MetricFacts.Accuracy, MetricFacts.MacroF1, MetricFacts.NegativeLogLikelihood];

    /// <inheritdoc/>
    public override string SoftTargetLoss => "soft-targets";

    /// <inheritdoc/>
    public override LearningGoal Goal(Dataset data, string? target) => target is null
        ? LearningGoal.Classes
        : throw new DecantException($"data.target: task {Name} learns the classes of '{data.Name}', received '{target}'. Remove data.target, or choose a task of numbers or labels.");

    private protected override void CheckLabels(DataSplits data, LearningGoal goal)
    {
        var train = data.Train;
        if (train.ClassNames.Count < 2)
        {
            throw new DecantException($"task {Name}: expected 2 classes or more, '{train.Name}' has {train.ClassNames.Count}{(train.ClassNames is [var only] ? $" ({only})" : "")}. Give samples of another class, or name the column or folders that tell the classes.");
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
}
