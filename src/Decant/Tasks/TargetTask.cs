using System.Globalization;
using Decant.Data;
using Decant.Engine;

namespace Decant.Tasks;

/// <summary>A task whose truth is a target set of the data: numbers that are known of each sample next to its class.</summary>
internal abstract class TargetTask : LearningTask
{
    private readonly TargetKind _kind;

    private protected TargetTask(SampleForm form, string word, TargetKind targets)
        : base(form, word) => _kind = targets;

    /// <inheritdoc/>
    public override bool LearnsClasses => false;

    /// <inheritdoc/>
    public override bool Fits(TargetSet targets) => targets.Kind == _kind;

    internal override IReadOnlyList<RecipeRefusal> Refusals => RecipeRefusal.OfClasses(Name);

    /// <inheritdoc/>
    public override LearningGoal Goal(Dataset data, string? target)
    {
        var fitting = data.TargetSets.Where(Fits).ToArray();
        if (fitting.Length == 0)
        {
            throw new DecantException(
                $"task {Name}: expected data with {What}, '{data.Name}' has none. Choose another task or source; a "
                    + $"table names its columns with data.targets, images take a table of numbers or labels with "
                    + $"data.table."
            );
        }

        var known = string.Join("; ", fitting.Select(set => $"{set.Name} ({string.Join(", ", set.Columns)})"));
        return (target, fitting) switch
        {
            (null, [var only]) => new LearningGoal(this, only),
            (null, _) => throw new DecantException(
                $"data.target: task {Name} needs to know which of these to learn: {known}. Write data: {{ target: {fitting[0].Name} }}."
            ),
            _ => new LearningGoal(
                this,
                fitting.FirstOrDefault(set => set.Name == target)
                    ?? throw new DecantException(
                        $"data.target: {NearestName.Explain(What, target, fitting.Select(set => set.Name))}. They are: {known}."
                    )
            ),
        };
    }

    /// <summary>What its target sets hold, for messages.</summary>
    private protected abstract string What { get; }

    /// <inheritdoc/>
    protected internal override void CheckLabels(DataSplits data, LearningGoal goal)
    {
        var targets = goal.Targets!;
        foreach (var part in new[] { data.Train, data.Validation, data.Test })
        {
            var truth = new float[targets.Columns.Count];
            for (var i = 0; i < part.Count; i++)
            {
                part.ReadTargets(targets, i, truth);
                for (var column = 0; column < truth.Length; column++)
                {
                    if (Problem(truth[column]) is { } expected)
                    {
                        throw new DecantException(
                            string.Create(
                                CultureInfo.InvariantCulture,
                                $"task {Name}: expected {expected} for {targets.Columns[column]}, received "
                                    + $"{truth[column]} at sample {i} of '{part.Name}'. Mend or remove the sample."
                            )
                        );
                    }
                }
            }
        }

        var deviation = TargetStatistics.Of(data.Train, targets).Deviation;
        var same = targets.Columns.Where((_, column) => deviation[column] == 0).ToArray();
        if (same.Length > 0)
        {
            throw new DecantException(
                $"task {Name}: {string.Join(", ", same)} is the same for every training sample of "
                    + $"'{data.Train.Name}': there is nothing to learn. Give more samples, or leave it out."
            );
        }
    }
}
