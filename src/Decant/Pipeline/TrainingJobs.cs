using Decant.Data.Augmentations;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Losses;
using Decant.Recipes;
using Decant.SoftTargets;
using Decant.Training;

namespace Decant.Pipeline;

/// <summary>Turns what a recipe says into trainings.</summary>
internal static class TrainingJobs
{
    /// <summary>A training under given settings.</summary>
    public static TrainingJob Of(
        string arm, ulong seed, Graph network, IReadOnlyList<LossTerm> terms, ISoftTargetSource? teacher, PreparedData data,
        AugmentSettings augment, TrainingSettings training, RunSettings settings, WorkerPool pool, RunFolder folder) => new()
    {
        Arm = arm,
        Seed = seed,
        Network = network,
        Terms = terms,
        Teacher = teacher,
        Data = data.Splits,
        Augmentation = Augmentation.From(augment.Amounts),
        Epochs = training.Epochs,
        Batch = training.Batch,
        Optimizer = training.Optimizer,
        Schedule = training.Schedule,
        Options = training.Values,
        WarmupSteps = training.Warmup.Steps,
        ClipNorm = training.ClipNorm,
        MaxNorm = training.MaxNorm,
        EarlyStopping = training.EarlyStopping is { } early
            ? new EarlyStopping(early.Metric ?? "accuracy", (early.Metric ?? "accuracy") != "negativeLogLikelihood", early.Patience, early.SmallestGain)
            : null,
        Kernels = settings.Kernels,
        Pool = pool,
        Clock = settings.Clock,
        SaveCheckpoint = (graph, epoch) => folder.SaveCheckpoint(graph, arm, seed, epoch),
    };

    /// <summary>The terms of the distilled student's loss.</summary>
    public static IReadOnlyList<LossTerm> Distilled(Recipe recipe) =>
        [.. recipe.Losses.Select(loss => new LossTerm(loss.Name, loss.Loss, loss.Weight, loss.Values))];

    /// <summary>
    /// What is left without a teacher: the recipe's label terms, their weights brought to a sum of 1, so that the student alone learns at the
    /// full learning rate; plain labels when the recipe has no label term.
    /// </summary>
    public static IReadOnlyList<LossTerm> FromLabelsAlone(Recipe recipe)
    {
        var terms = Distilled(recipe).Where(term => !term.Loss.NeedsTeacher && term.Weight.Largest > 0).ToArray();
        var sum = terms.Sum(term => term.Weight.Largest);
        return terms.Length > 0 ? [.. terms.Select(term => term with { Weight = term.Weight.Scaled(1 / sum) })] : HardLabels();
    }

    /// <summary>Plain labels, weight 1.</summary>
    public static IReadOnlyList<LossTerm> HardLabels() => [new LossTerm("hard-labels", new HardLabelsLoss(), 1, Options.OptionValues.Empty)];
}
