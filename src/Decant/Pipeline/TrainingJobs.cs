using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Losses;
using Decant.Recipes;
using Decant.Tasks;
using Decant.Training;

namespace Decant.Pipeline;

/// <summary>Turns what a recipe says into trainings.</summary>
internal static class TrainingJobs
{
    /// <summary>The training of a network in one stage.</summary>
    /// <param name="context">The run.</param>
    /// <param name="arm">The arm.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="network">The network with the weights to begin from.</param>
    /// <param name="stage">The stage.</param>
    /// <param name="peers">Networks that learn alongside it.</param>
    public static TrainingJob Of(
        RunContext context,
        string arm,
        ulong seed,
        Graph network,
        LearningStage stage,
        IReadOnlyList<Graph>? peers = null
    ) =>
        new()
        {
            Arm = arm,
            Seed = seed,
            Goal = stage.Goal ?? context.Data.Goal,
            Network = network,
            Peers = peers ?? [],
            Terms = stage.Terms,
            Teacher = stage.Source,
            Average = stage.Average,
            IsFrozen = stage.IsFrozen,
            Data = stage.Data,
            Augmentation = stage.Augment.Augmentation,
            Views = stage.Views,
            ViewSeed = stage.ViewSeed,
            Epochs = stage.Training.Epochs,
            Batch = stage.Training.Batch,
            SimilarLength = stage.Training.SimilarLength,
            Optimizer = stage.Training.Optimizer,
            Schedule = stage.Training.Schedule,
            WarmupSteps = stage.Training.Warmup.Steps,
            ClipNorm = stage.Training.ClipNorm,
            MaxNorm = stage.Training.MaxNorm,
            LayerDecay = stage.Training.LayerDecay,
            EarlyStopping = stage.Training.EarlyStopping is { } early ? EarlyStoppingOf(early, context) : null,
            Precision = Precisions.Of(stage.Training.Precision),
            Device = context.Device.For(FormattableString.Invariant($"{arm}, seed {seed}")),
            Clock = context.Settings.Clock,
            SaveCheckpoint = (graph, epoch) => context.Folder.SaveCheckpoint(graph, arm, seed, epoch),
        };

    private static EarlyStopping EarlyStoppingOf(EarlyStoppingSettings settings, RunContext context)
    {
        var known = context.Recipe.Task.DecidingMetrics;
        var metric = settings.Metric is not { } word
            ? known[0]
            : known.FirstOrDefault(metric => metric.Word == word)
                ?? throw new DecantException(
                    $"early-stopping.metric: {NearestName.Explain("metric", word, known.Select(metric => metric.Word))}. "
                        + $"Task {context.Recipe.Task.Name} decides by these."
                );
        return new EarlyStopping(metric.Name, metric.HigherIsBetter, settings.Patience, settings.SmallestGain);
    }

    /// <summary>Terms as a recipe lists them.</summary>
    public static IReadOnlyList<DistillationLoss> Terms(IReadOnlyList<DistillationLoss> losses) => LabelWeights.Fill(losses);

    /// <summary>
    /// What is left without a teacher: the recipe's label terms, their weights brought to a sum of 1, so that the student alone learns at
    /// the full learning rate; plain labels when the recipe has no label term.
    /// </summary>
    public static IReadOnlyList<DistillationLoss> FromLabelsAlone(Recipe recipe)
    {
        var terms = Terms(recipe.Losses).Where(term => IsPlain(term) && term.Weight.Largest > 0).ToArray();
        var sum = terms.Sum(term => term.Weight.Largest);
        return terms.Length > 0 ? [.. terms.Select(term => term with { Weight = term.Weight.Scaled(1 / sum) })] : HardLabels(recipe.Task);
    }

    /// <summary>What a teacher learns from: the terms that its recipe gives it, or plain labels.</summary>
    /// <param name="teacher">How it is trained.</param>
    /// <param name="task">What a label is.</param>
    public static IReadOnlyList<DistillationLoss> OfTeacher(TeacherTrainingSettings teacher, LearningTask task) =>
        teacher.Losses.Count > 0 ? Terms(teacher.Losses) : HardLabels(task);

    /// <summary>Plain labels, weight 1.</summary>
    /// <param name="task">What a label is.</param>
    public static IReadOnlyList<DistillationLoss> HardLabels(LearningTask task) =>
        [new HardLabelsLoss { Term = task.TruthTerm, Weight = 1 }];

    // Self-distillation and mutual learning are ways to distil, too.
    private static bool IsPlain(DistillationLoss loss) => !loss.NeedsTeacher && loss.NeedsLabels && loss.TrainedState is null;
}
