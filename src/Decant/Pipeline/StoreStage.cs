using Decant.Data;
using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Onnx;
using Decant.Notices;
using Decant.Recipes;
using Decant.Reporting;
using Decant.SoftTargets;
using Decant.SoftTargets.Store;
using Decant.Teachers;

namespace Decant.Pipeline;

/// <summary>Makes a store of a recipe's teacher's answers, or what it lacks, without training a student.</summary>
/// <param name="recipe">Names data, teacher, views and encoding.</param>
/// <param name="settings">Where data are, and with what is computed.</param>
/// <param name="observer">Is told the facts as they happen.</param>
internal sealed class StoreStage(Recipe recipe, RunSettings settings, IRunObserver observer)
{
    /// <summary>The recipe in the store's folder, from which it is repaired.</summary>
    public const string RecipeFile = "recipe.yaml";

    /// <summary>Is told how many answers there are, and how many there will be; null for no one.</summary>
    public Action<long, long>? Progress { get; init; }

    /// <summary>Makes what is missing.</summary>
    /// <param name="folder">The store.</param>
    /// <param name="portion">Which part of it; a part lies in a folder of its own below.</param>
    /// <param name="cancellation">Stops after the batch under way; what was answered stays.</param>
    /// <returns>Where it lies.</returns>
    /// <exception cref="DecantException">The recipe has no teacher that can be asked, another store lies there, or the disk is
    /// full.</exception>
    public string Make(string folder, StorePortion portion, CancellationToken cancellation)
    {
        Check();
        var target = portion.Count == 1 ? folder : Path.Combine(folder, portion.Folder);
        var data = PreparedData.Open(recipe, settings.DataRoot, memory: settings.Memory);
        if (RunCheck.Problems(recipe, settings, data) is { Count: > 0 } problems)
        {
            throw new DecantException(string.Join(Environment.NewLine, problems));
        }

        // The run's folder of this making: the teacher's training continues there, and a second one is kept out.
        using var place = new RunFolder(target);
        using var pool = new WorkerPool(settings.Threads);
        var context = new RunContext(recipe, settings, data, place, settings.On(pool), observer);
        using var sources = new AnswerSources(context, Values());
        AtomicFile.WriteText(place[RecipeFile], RecipeWriter.Write(recipe));
        var labelled = StudentSamples.Labelled(context);
        var (teacher, answer, words, samples) = Source(context, sources, labelled, cancellation);
        Answer(context, teacher, answer, words, samples, target, portion, cancellation);
        place.Finish();
        return target;
    }

    private void Check()
    {
        if (!recipe.Teacher.IsNetwork && recipe.Teacher.AnswerFile is null && recipe.Teacher.Answers is null)
        {
            throw new DecantException(
                "Making a store: expected a recipe with a teacher that can be asked, a network or a file of answers; received "
                    + $"{(recipe.Teacher.IsAnswering ? "one whose answers are kept already" : "none")}. Name it under teacher."
            );
        }

        if (StoreContract.Views(recipe) is null && !StoreContract.IsStill(recipe))
        {
            throw new DecantException(
                "Making a store: the student sees other views of the samples in every epoch (augment). Say how many there are: "
                    + "soft-targets.views: 4."
            );
        }
    }

    private (ISoftTargetSource Teacher, Shape Answer, string Words, Dataset Samples) Source(
        RunContext context,
        AnswerSources sources,
        DataSplits labelled,
        CancellationToken cancellation
    )
    {
        if (recipe.Teacher.Answers is { } own)
        {
            var all = StudentSamples.All(context, labelled, null).Train;
            return (own, StoreContract.AnswerShape(own, context.Data), own.GetType().Name, all);
        }

        if (recipe.Teacher.AnswerFile is { } file)
        {
            var all = StudentSamples.All(context, labelled, null).Train;
            var array = sources.Own(AnswerFile.Open(file, recipe, settings, context.Data, all));
            return (array, array.AnswerShape, $"answers of {Path.GetFileName(file)}", all);
        }

        var graph = Network(context, cancellation);
        foreach (var notice in TeacherAudit.Notices(graph, recipe, context.Data, context.Device))
        {
            observer.Note(notice);
        }

        var frozen = sources.Freeze(graph);
        var samples = StudentSamples.All(context, labelled, frozen).Train;
        if (recipe.SoftTargets.Folds is { } folds)
        {
            var (folded, shape) = new FoldTeachers(context).Of(labelled, samples, sources.Freeze, cancellation);
            return (sources.Own(folded), shape, $"{folds} teachers, each without a part of the samples", samples);
        }

        return (
            new LiveTeacher(frozen, TeacherFingerprint.Of(context.Folder[TeacherStage.File])),
            frozen.AnswerShape,
            NetworkFile.ArchitectureOf(graph),
            samples
        );
    }

    // The network that the store was begun with, else the recipe's.
    private Graph Network(RunContext context, CancellationToken cancellation)
    {
        var file = context.Folder[TeacherStage.File];
        return
            File.Exists(file)
            && File.Exists(context.Folder[StoreManifest.File])
            && StoreManifest.Read(context.Folder.Path).Identity.TeacherSha256 == TeacherFingerprint.Of(file)
            && recipe.Teacher.File.Runtime == Adoption.NetworkRuntime.Decant
            ? OnnxFile.Read(file)
            : new TeacherStage(context).Make(cancellation);
    }

    private void Answer(
        RunContext context,
        ISoftTargetSource teacher,
        Shape answer,
        string words,
        Dataset samples,
        string target,
        StorePortion portion,
        CancellationToken cancellation
    )
    {
        var encoding = recipe.SoftTargets.Encoding;
        if (StoreContract.Problem(recipe, encoding) is { } problem)
        {
            throw new DecantException($"soft-targets: {problem}");
        }

        var identity = StoreContract.Identity(recipe, settings, context.Data, samples, (words, teacher.Fingerprint));
        var manifest = StoreContract.Manifest(identity, encoding, answer, teacher.Values, samples.Schema);
        var space = StoreSpace.Of(manifest, context.Folder.Path, 1.0 / portion.Count);
        var says =
            $"{Quantity.Count(manifest.Wanted / portion.Count)} answers as {encoding} need {Quantity.Bytes(space.Needed)}"
            + $"{(space.Free is { } free ? $", {Quantity.Bytes(free)} are free" : "")}.";
        observer.Note(
            space.Fits ? Notice.Note(says) : Notice.Warning($"{says} The making will stop when the disk is full; what was made stays.")
        );
        using var writer = new StoreWriter(target, manifest, context.Data.Goal, settings.Clock, note: note =>
            observer.Note(Notice.Warning(note))
        );
        if (writer.Answers > 0)
        {
            observer.Note($"{Quantity.Count(writer.Answers)} answers are there already.");
        }

        var device = context.Device;
        try
        {
            new StoreMaking(writer, teacher, samples, context.Data.Goal, recipe.StudentAugment.Augmentation, settings.Clock)
            {
                Memory = device.Memory / MemoryBudget.NetworksPerBatches,
                Progress = answers => Progress?.Invoke(answers, manifest.Wanted / portion.Count),
            }.Run(portion, cancellation);
        }
        catch (DecantException failure)
        {
            throw new DecantException(
                $"{failure.Message} {Quantity.Count(writer.Store.Manifest.Answers)} answers are kept in '{target}'; "
                    + $"the same command goes on there.",
                failure
            );
        }
    }

    private string[] Values() =>
        [
            .. recipe
                .Losses.Concat(recipe.HintStage?.Losses ?? [])
                .Concat(recipe.FineTune?.Losses ?? [])
                .SelectMany(loss => loss.TeacherValues)
                .Distinct(),
        ];
}
