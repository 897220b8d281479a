using Decant.Data;
using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Students;
using Decant.Tables;
using Decant.Tasks;
using Decant.Teachers;

namespace Decant.Pipeline;

/// <summary>Grows the trees of a teacher from the rows of a table, and makes a network of them.</summary>
internal static class TreeTeacher
{
    /// <summary>The network.</summary>
    /// <param name="trees">How they are grown.</param>
    /// <param name="rows">The training samples.</param>
    /// <param name="data">What is learnt of them.</param>
    /// <param name="settings">Has what grows them.</param>
    /// <param name="seed">Decides what is drawn.</param>
    /// <exception cref="DecantException">Nothing grows trees, the samples are no rows of a table, or answers are no classes, labels or
    /// numbers.</exception>
    public static Graph Of(LightGbm trees, Dataset rows, PreparedData data, RunSettings settings, ulong seed)
    {
        var learner = settings.Trees
            ?? throw new DecantException(
                "'model: lightgbm' needs the package Decant.LightGbm. Add it to the project, and give the run's settings Trees = new "
                    + "LightGbmTrees()."
            );
        var table = rows.Table
            ?? throw new DecantException(
                $"lightgbm: expected rows of a table, received '{rows.Name}'. Choose another teacher for these samples."
            );
        var (goal, features) = (data.Goal, Features(rows, table));
        var (isNumbers, answers) = (goal.Task.Answers == AnswerMeaning.Numbers, data.Head.Size);
        var isOneOfTwo = goal.Targets is null && answers == 2;
        IReadOnlyList<DecisionTree>[] grown =
        [
            .. Enumerable
                .Range(0, answers)
                .Skip(isOneOfTwo ? 1 : 0)
                .Select(answer =>
                    learner.Grow(
                        new TreeLearning(features, table.FeatureNames.Count(), Truth(rows, data, answer))
                        {
                            IsYesOrNo = !isNumbers,
                            Trees = trees.Trees,
                            Leaves = trees.Leaves,
                            Shrinkage = trees.Shrinkage,
                            FewestInLeaf = trees.FewestInLeaf,
                            Seed = (int)(seed % int.MaxValue),
                            Threads = settings.Threads,
                        }
                    )
                ),
        ];

        // softmax(0, z) is (1 − σ(z), σ(z)); of more classes each is told from all others, and softmax(ln σ(z)) is σ(z) / Σ σ(z).
        var architecture = trees with
        {
            Grown = isOneOfTwo
                ?
                [
                    [new([], [], [], [], [0])],
                    grown[0],
                ]
                : grown,
            IsEachAlone = goal.Targets is null && answers > 2,
        };
        return Network.Build(architecture, data.Inputs, data.Head, InputScaling.None, seed);
    }

    private static float[] Features(Dataset rows, TableSchema table)
    {
        var width = table.FeatureNames.Count();
        var (all, row) = (new float[rows.Count * width], new TableRow(new float[table.NumberCount], new long[table.CategoryCount]));
        for (var n = 0; n < rows.Count; n++)
        {
            rows.ReadRow(n, row);
            TableFeatures.Write(table, row, all.AsSpan(n * width, width));
        }

        return all;
    }

    private static float[] Truth(Dataset rows, PreparedData data, int answer)
    {
        if (data.Goal.Targets is not { } set)
        {
            return [.. Enumerable.Range(0, rows.Count).Select(n => rows.Label(n) == answer ? 1f : 0)];
        }

        // Logits of numbers are standardised, as every network's.
        var scaling = data.Goal.Task.Scaling(data.Splits.Train, data.Goal);
        var targets = new float[set.Columns.Count];
        return
        [
            .. Enumerable
                .Range(0, rows.Count)
                .Select(n =>
                {
                    rows.ReadTargets(set, n, targets);
                    return scaling is null
                        ? targets[answer]
                        : (float)((targets[answer] - scaling.Mean[answer]) / scaling.Deviation[answer]);
                }),
        ];
    }
}
