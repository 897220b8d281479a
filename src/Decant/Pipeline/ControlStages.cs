using Decant.ControlArms;
using Decant.Data;
using Decant.Recipes;
using Decant.SoftTargets.Store;

namespace Decant.Pipeline;

/// <summary>Turns the control arms of a recipe into trainings.</summary>
internal static class ControlStages
{
    /// <summary>The control arms that a run trains, in the recipe's order, those before that others measure themselves by.</summary>
    public static IReadOnlyList<ControlArm> Arms(Recipe recipe, RunSettings settings) =>
        settings.Compare ? [.. recipe.Compare.Arms.OfType<ControlArm>().OrderBy(arm => arm is Scratch ? 0 : 1)] : [];

    /// <summary>Those arms with their epochs, as far as they are known before any training.</summary>
    public static IReadOnlyList<(string Arm, int Epochs)> Planned(Recipe recipe, RunSettings settings, RunNetworks networks, int samples) =>
        [.. Arms(recipe, settings).Select(arm => (arm.Name, Training(arm, recipe, settings, networks, (samples, samples)).Epochs))];

    /// <summary>How an arm is trained.</summary>
    /// <param name="arm">The arm.</param>
    /// <param name="recipe">The recipe.</param>
    /// <param name="settings">Where a store of answers is.</param>
    /// <param name="networks">The run's networks, which say what answers and steps cost.</param>
    /// <param name="samples">Samples with labels, and those that the distilled student sees, which may be more.</param>
    /// <param name="gradientRatio">Gradients of the distilled student over those of the student alone; null where not known.</param>
    public static ControlTraining Training(
        ControlArm arm,
        Recipe recipe,
        RunSettings settings,
        RunNetworks networks,
        (int Labelled, int Seen) samples,
        double? gradientRatio = null
    ) =>
        arm.Training(
            new ControlFacts(
                TrainingJobs.FromLabelsAlone(recipe),
                // As many steps as the distilled student has, which sees more samples where some are without labels.
                (int)Math.Ceiling((double)recipe.Training.Epochs * samples.Seen / samples.Labelled),
                recipe.Training.Optimizer
            )
            {
                DistilledTerms = TrainingJobs.Terms(recipe.Losses),
                DistilledEpochs = recipe.Training.Epochs,
                TeacherWork = (double)samples.Seen * AnswerWork(recipe, settings, networks),
                EpochWork = (double)samples.Labelled * 3 * PlannedTraining.PerSample(networks.Student),
                GradientRatio = gradientRatio,
            }
        );

    /// <summary>The main stage of an arm.</summary>
    /// <param name="training">How it is trained.</param>
    /// <param name="recipe">The recipe.</param>
    /// <param name="labelled">Samples with labels.</param>
    /// <param name="seen">Those that the distilled student sees, which may be more.</param>
    public static LearningStage Stage(ControlTraining training, Recipe recipe, DataSplits labelled, DataSplits seen) =>
        new(
            training.Terms,
            recipe.Training with
            {
                Epochs = training.Epochs,
                Optimizer = training.Optimizer,
            },
            recipe.StudentAugment,
            training.Teacher is null ? labelled : seen
        );

    // What answers about one sample cost over all epochs of a student. Answers that are kept are asked for once per view.
    private static double AnswerWork(Recipe recipe, RunSettings settings, RunNetworks networks)
    {
        var teacher =
            networks.Assistants.Count > 0
                ? PlannedTraining.PerSample(networks.Assistants[^1])
                : networks.Members.Sum(PlannedTraining.PerSample);
        var epochs = recipe.Training.Epochs + (recipe.HintStage?.Training.Epochs ?? 0);
        var views =
            recipe.Teacher.Store is { } store ? StoreManifest.Read(NetworkFile.ResolveFolder(store, settings)).Identity.Views
            : recipe.SoftTargets.IsKept ? StoreContract.Views(recipe) ?? epochs
            : epochs;
        // Later generations learn from students.
        return (Math.Min(views, epochs) * teacher)
            + ((recipe.Student.Generations - 1.0) * recipe.Training.Epochs * PlannedTraining.PerSample(networks.Student));
    }
}
