using Decant.Adoption;
using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Engine.Onnx;
using Decant.Evaluation;
using Decant.Evidence;
using Decant.Recipes;
using Decant.Runs;
using Decant.Students;
using Decant.Teachers;
using Decant.Training;

namespace Decant.Pipeline;

/// <summary>
/// Gets the teacher: a file of the user's, one kept from an earlier run, or one that is trained now, fine-tuned when the recipe says so; or
/// several of them, joined into one network.
/// </summary>
internal sealed class TeacherStage(RunContext context)
{
    /// <summary>The teacher's file in the run's folder.</summary>
    public const string File = "teacher.onnx";

    private Recipe Recipe => context.Recipe;

    /// <summary>The teacher's network, written into the run's folder, and its result.</summary>
    /// <param name="cancellation">Stops after the step under way.</param>
    /// <param name="isTimed">Whether its answers are timed now, and not in turn with a student's.</param>
    public (Graph Network, SeedResult Result) Run(CancellationToken cancellation, bool isTimed = true)
    {
        var members = Members(cancellation);
        var (network, origin, outcome) = Joined(members);
        foreach (var (member, k) in members.Select((member, k) => (member.Network, k)).Where(_ => members.Length > 1))
        {
            var metric = context.Metric;
            context.Observer.Note(
                $"Teacher {k + 1} of {members.Length}, {NetworkFile.ArchitectureOf(member)}: test "
                    + $"{MetricText.Words(metric.Name)} "
                    + $"{MetricText.Level(metric, Test(member, cancellation).Metric(metric.Name)!.Value)}."
            );
        }

        var bytes = Write(network, isEnsemble: members.Length > 1);
        var model = ModelMeasure.Of(
            network,
            context.Data.Splits.Test,
            context.Data.Goal.Task,
            File,
            bytes,
            context.Device,
            context.Settings.Clock,
            timing: isTimed ? context.Time([network])[0] : new NetworkTiming([], null)
        );
        var result = new SeedResult(origin)
        {
            Seed = Recipe.Training.Seed,
            Model = IsForeign ? model with { Parameters = OnnxFile.CountNumbers(context.Folder[File]) } : model,
            Test = Test(network, cancellation),
            Epochs = outcome?.Epochs ?? [],
            Steps = outcome?.Steps,
            Duration = members.Aggregate(TimeSpan.Zero, (sum, member) => sum + (member.Outcome?.Duration ?? TimeSpan.Zero)),
            ChosenEpoch = outcome?.ChosenEpoch,
            StopReason = outcome?.StopReason,
        };
        context.Observer.End(ArmNames.Teacher, result);
        return (network, result);
    }

    /// <summary>The teacher's network alone, written into the run's folder; no one asks how good it is.</summary>
    public Graph Make(CancellationToken cancellation)
    {
        var members = Members(cancellation);
        var network = Joined(members).Network;
        Write(network, isEnsemble: members.Length > 1);
        return network;
    }

    private bool IsForeign => Recipe.Teacher.File.Runtime == NetworkRuntime.Onnxruntime;

    private (Graph Network, ModelOrigin Origin, TrainingOutcome? Outcome)[] Members(CancellationToken cancellation) =>
        [.. Recipe.Teacher.Members.Select((member, k) => Member(member, Recipe.Training.Seed + (ulong)k, cancellation))];

    private (Graph Network, ModelOrigin Origin, TrainingOutcome? Outcome) Joined(
        (Graph Network, ModelOrigin Origin, TrainingOutcome? Outcome)[] members
    ) =>
        members is [var only]
            ? only
            : (
                EnsembleNetwork.Of([.. members.Select(member => member.Network)], Recipe.Teacher.Combine, context.Data.Goal.Task),
                members.Max(member => member.Origin),
                null
            );

    private long Write(Graph network, bool isEnsemble) =>
        isEnsemble ? context.Folder.Save(network, File)
        : IsForeign ? context.Folder.Take(NetworkFile.Resolve(Recipe.Teacher.Onnx!, context.Settings), File)
        : context.Folder.SaveTrained(network, File, ArmNames.Teacher, Recipe.Training.Seed);

    private (Graph Network, ModelOrigin Origin, TrainingOutcome? Outcome) Member(
        TeacherSettings teacher,
        ulong seed,
        CancellationToken cancellation
    )
    {
        if (teacher.Train is not { } train)
        {
            return (Adopt(teacher, seed), ModelOrigin.Given, null);
        }

        var data = context.Data;
        var built = teacher.IsGiven ? null : Network.Build(train.Model!, data.Inputs, data.Head, data.Scaling, seed);
        var kept = KeptFile(teacher, seed, built);
        var states = context.States(ArmNames.Teacher, seed, stage: 1);
        if (System.IO.File.Exists(kept) && states.Files.Count == 0)
        {
            context.Observer.Note(
                $"The teacher is kept from an earlier run with the same settings and data ({kept}). Delete the file to train it anew."
            );
            return (OnnxFile.Read(kept), ModelOrigin.Kept, null);
        }

        if (train.Model is LightGbm trees)
        {
            var grown = TreeTeacher.Of(trees, data.Splits.Train, data, context.Settings, seed);
            ModelMeasure.Describe(grown, data, Recipe, ArmNames.Teacher, seed);
            Keep(grown, kept);
            return (grown, ModelOrigin.Trained, null);
        }

        var start = built ?? Adopt(teacher, seed);
        ModelMeasure.Describe(start, data, Recipe, ArmNames.Teacher, seed);
        var stage = new LearningStage(
            TrainingJobs.OfTeacher(train, data.Goal.Task),
            train.Training,
            train.Augment ?? Recipe.Data.Augment,
            data.Splits
        )
        {
            IsFrozen = name => LearnerCheck.IsMeant(train.Freeze, name),
        };
        var outcome = new ObservedTraining(
            TrainingJobs.Of(context, ArmNames.Teacher, seed, start, stage) with
            {
                Store = states,
            },
            context
        ).Run(cancellation);
        states.KeepLast();
        Keep(outcome.Network, kept);
        return (outcome.Network, ModelOrigin.Trained, outcome);
    }

    /// <summary>The network that the training of a teacher begins with.</summary>
    public Graph Start(TeacherSettings teacher, ulong seed) =>
        teacher.IsGiven
            ? Adopt(teacher, seed)
            : Network.Build(teacher.Train!.Model!, context.Data.Inputs, context.Data.Head, context.Data.Scaling, seed);

    // What a program brings is told apart by the network as it is before its training, and by the version of the program's code.
    private string KeptFile(TeacherSettings teacher, ulong seed, Graph? built)
    {
        var recipe = Recipe with { Teacher = teacher };
        string[] contents =
        [
            context.Data.Splits.Train.Fingerprint,
            .. GivenTeacher.Contents(teacher, context.Settings).Select(content => content.Fingerprint),
            .. built is null || OwnCode.IsOfCatalogue(teacher.Train!.Model!) ? [] : new[] { NetworkFile.Fingerprint(built) },
            .. OwnCode.Versions([recipe.Task, .. recipe.TeacherAugment.Steps]),
        ];
        var version = typeof(TeacherStage).Assembly.GetName().Version!.ToString(3);
        return Path.Combine(
            context.Settings.TeacherFolder,
            RecipeFingerprint.OfTeacher(recipe, seed, $"{version} {context.Settings.Device}", contents) + ".onnx"
        );
    }

    // A teacher that cannot be kept is trained again next time; that is no reason to lose this run.
    private void Keep(Graph network, string kept)
    {
        try
        {
            AtomicFile.RemoveLeftovers(kept);
            OnnxFile.Write(network, kept);
        }
        catch (Exception failure) when (failure is DecantException or IOException or UnauthorizedAccessException)
        {
            context.Observer.Note($"The teacher could not be kept for later runs: {failure.Message}");
        }
    }

    private Graph Adopt(TeacherSettings teacher, ulong seed)
    {
        var adopted = GivenTeacher.Read(teacher, seed, context.Data, context.Settings, isTried: true);
        context.Keep(
            adopted,
            teacher.Train is null ? null : $"Teacher '{NetworkFile.Resolve(teacher.Place ?? "", context.Settings)}'",
            name => teacher.Train is { } train && LearnerCheck.IsMeant(train.Freeze, name)
        );
        return adopted.Network;
    }

    private EvaluationResult Test(Graph network, CancellationToken cancellation)
    {
        using var frozen = new FrozenNetwork(
            network,
            Evaluator.BatchOf(network, context.Device, context.Data.Splits.Test.Schema),
            context.Device.For("teacher, test"),
            new FrozenOptions { Schema = context.Data.Splits.Test.Schema }
        );
        return Evaluator.Run(frozen, context.Data.Splits.Test, context.Data.Goal, cancellation: cancellation);
    }
}
