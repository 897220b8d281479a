using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Decant.Data;
using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Engine.Onnx;
using Decant.Engine.Randomness;
using Decant.Recipes;
using Decant.SoftTargets;
using Decant.Students;
using Decant.Teachers;

namespace Decant.Pipeline;

/// <summary>Trains a teacher for each part of the samples on the other parts, so that no one answers what it has learnt by heart.</summary>
/// <param name="context">The run; its recipe trains a teacher.</param>
internal sealed class FoldTeachers(RunContext context)
{
    private Recipe Recipe => context.Recipe;

    /// <summary>Trains them, or takes those that lie in the run's folder.</summary>
    /// <param name="labelled">The samples with labels: the first of all samples.</param>
    /// <param name="samples">All samples that are asked about; those without label are no part, and the first teacher answers them.</param>
    /// <param name="freeze">Makes a network that answers.</param>
    /// <param name="cancellation">Stops after the step under way.</param>
    /// <exception cref="DecantException">A loss reads values inside the teacher, of which there are several here.</exception>
    public (FoldedTeacher Teacher, Shape Answer) Of(
        DataSplits labelled,
        Dataset samples,
        Func<Graph, FrozenNetwork> freeze,
        CancellationToken cancellation
    )
    {
        var folds = Recipe.SoftTargets.Folds!.Value;
        var parts = Parts(labelled.Train.Count, folds);
        var (networks, files) = (new List<FrozenNetwork>(), new List<string>());
        for (var fold = 0; fold < folds; fold++)
        {
            var file = context.Folder[string.Create(CultureInfo.InvariantCulture, $"teacher-fold-{fold + 1}.onnx")];
            networks.Add(freeze(File.Exists(file) ? OnnxFile.Read(file) : Trained(labelled, parts, fold, file, cancellation)));
            files.Add(TeacherFingerprint.Of(file));
        }

        if (networks[0].Values.Count > 0)
        {
            throw new DecantException(
                $"soft-targets.folds: expected losses on answers alone, received some on "
                    + $"{networks[0].Values[0].Name} inside the teacher, of "
                    + "which there are several here. Remove the hints, or the folds."
            );
        }

        var teacherOf = new int[samples.Count];
        parts.CopyTo(teacherOf, 0);
        return (
            new FoldedTeacher(
                [.. networks.Zip(files, (network, file) => new LiveTeacher(network, file))],
                teacherOf,
                networks[0].AnswerSize,
                Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"folds {string.Join(' ', files)}")))
            ),
            networks[0].AnswerShape
        );
    }

    /// <summary>The part of each sample: at random, and all of one size, give or take one.</summary>
    internal int[] Parts(int samples, int folds)
    {
        int[] order = [.. Enumerable.Range(0, samples)];
        var stream = new RandomStream(Recipe.DataSeed, "folds");
        stream.Shuffle<int>(order);
        var parts = new int[samples];
        for (var place = 0; place < samples; place++)
        {
            parts[order[place]] = place % folds;
        }

        return parts;
    }

    private Graph Trained(DataSplits labelled, int[] parts, int fold, string file, CancellationToken cancellation)
    {
        var (train, seed) = (Recipe.Teacher.Train!, Recipe.Training.Seed);
        var arm = string.Create(CultureInfo.InvariantCulture, $"teacher-fold-{fold + 1}");
        var others = new Subset(
            $"{labelled.Train.Name} without part {fold + 1}",
            labelled.Train,
            [.. Enumerable.Range(0, parts.Length).Where(sample => parts[sample] != fold)]
        );
        if (train.Model is LightGbm trees)
        {
            var grown = TreeTeacher.Of(trees, others, context.Data, context.Settings, seed);
            ModelMeasure.Describe(grown, context.Data, Recipe, arm, seed);
            context.Folder.SaveTrained(grown, Path.GetFileName(file), arm, seed);
            return grown;
        }

        var start = new TeacherStage(context).Start(Recipe.Teacher, seed);
        ModelMeasure.Describe(start, context.Data, Recipe, arm, seed);
        var stage = new LearningStage(
            TrainingJobs.OfTeacher(train, context.Data.Goal.Task),
            train.Training,
            train.Augment ?? Recipe.Data.Augment,
            labelled with
            {
                Train = others,
            }
        )
        {
            IsFrozen = name => LearnerCheck.IsMeant(train.Freeze, name),
            Announcement = $"A teacher for part {fold + 1} of {Recipe.SoftTargets.Folds}, which it has not seen.",
        };
        context.Observer.Note(stage.Announcement);
        var states = context.States(arm, seed, stage: 1);
        var outcome = new ObservedTraining(TrainingJobs.Of(context, arm, seed, start, stage) with { Store = states }, context).Run(
            cancellation
        );
        context.Folder.SaveTrained(outcome.Network, Path.GetFileName(file), arm, seed);
        states.Clear();
        return outcome.Network;
    }
}
