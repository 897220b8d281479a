using System.Globalization;
using Decant.Adoption;
using Decant.Data;
using Decant.Engine;
using Decant.Engine.Devices;
using Decant.Engine.Kernels;
using Decant.Notices;
using Decant.Recipes;
using Decant.Teachers;

namespace Decant.Pipeline;

/// <summary>What a run is going to need and do, before any of it is done.</summary>
internal sealed record FlightPlan
{
    // The program itself, its code and its threads.
    private const long ProcessBytes = 100_000_000;

    /// <summary>What forbids it, a sentence each; none where it can run.</summary>
    public required IReadOnlyList<string> Problems { get; init; }

    /// <summary>What would make its result disappoint or mislead, a sentence or two each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>What else should be known before it, of its data, networks and losses; a sentence or two each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The samples of each part; null where they could not be read.</summary>
    public DataCounts? Data { get; init; }

    /// <summary>The trainings, of each arm one.</summary>
    public IReadOnlyList<TrainingEstimate> Trainings { get; init; } = [];

    /// <summary>About how long all of it takes.</summary>
    public TimeSpan Duration => Trainings.Aggregate(TimeSpan.Zero, (sum, training) => sum + (training.Duration * training.Count));

    /// <summary>About how much memory it takes, in bytes.</summary>
    public long Bytes { get; init; }

    /// <summary>Looks at everything that a recipe names, and runs a few steps of each kind of training on a scratch batch.</summary>
    internal static FlightPlan Of(Recipe recipe, RunSettings settings)
    {
        try
        {
            var data = PreparedData.Open(recipe, settings.DataRoot, memory: settings.Memory);
            var counts = DataCounts.Of(data.Splits);
            var told = data.Splits.Notes.ToList();
            if (RunCheck.Problems(recipe, settings, data, told.Add) is { Count: > 0 } problems)
            {
                return new FlightPlan
                {
                    Problems = problems,
                    Warnings = WarningsOf(told),
                    Notes = NotesOf(told),
                    Data = counts,
                };
            }

            var networks = RunNetworks.Of(recipe, data, settings);
            var planned = PlannedTraining.Of(
                recipe,
                networks,
                data.Splits.Train.Count,
                ControlStages.Planned(recipe, settings, networks, data.Splits.Train.Count)
            );
            using var pool = new WorkerPool(settings.Threads);
            told.AddRange(OfUnlabelled(data));
            told.AddRange(OfTeacher(recipe, data, settings, settings.On(pool)));
            told.AddRange(OfStudent(recipe, data, settings));
            told.AddRange(OfServices(recipe, data, settings, settings.On(pool)));
            var scratch = ScratchTraining.OfAllSamples(recipe, settings, data, networks, settings.On(pool));
            TrainingEstimate[] trainings =
            [
                .. scratch.GroupBy(training => training.Job.Arm).Select(group => Estimate(group, planned, settings.Clock)),
            ];
            return new FlightPlan
            {
                Problems = [],
                Warnings = [.. WarningsOf(told), .. RunWarnings.Of(recipe, data, networks)],
                Notes = NotesOf(told),
                Data = counts,
                Trainings = trainings,
                Bytes =
                    ProcessBytes
                    + counts.Bytes
                    + DataCounts.BytesOf(data.Unlabelled.Value?.Train)
                    + trainings.Select(training => training.Bytes).DefaultIfEmpty().Max(),
            };
        }
        catch (DecantException problem)
        {
            return new FlightPlan { Problems = [problem.Message] };
        }
    }

    private static IEnumerable<Notice> OfUnlabelled(PreparedData data) =>
        data.Unlabelled.Value is not { } further
            ? []
            :
            [
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The student learns from {further.Train.Count + further.Validation.Count} further samples "
                        + $"without labels (data.unlabelled)."
                ),
                .. UnlabelledSamples.Notices(further),
            ];

    // What a given teacher answers is looked at as the run does before a student learns from it; one that is still to be trained answers
    // nothing yet.
    private static IReadOnlyList<Notice> OfTeacher(Recipe recipe, PreparedData data, RunSettings settings, Device device)
    {
        var members = recipe.Teacher.Members;
        if (members.Count == 0 || members.Any(member => !member.IsGiven || member.Train is not null))
        {
            return [];
        }

        AdoptedNetwork[] adopted =
        [
            .. members.Select(member => GivenTeacher.Read(member, recipe.Training.Seed, data, settings, isTried: true)),
        ];
        var teacher = adopted is [var only]
            ? only.Network
            : EnsembleNetwork.Of([.. adopted.Select(member => member.Network)], recipe.Teacher.Combine, data.Goal.Task);
        return [.. adopted.SelectMany(member => member.Notes).Select(Notice.Note), .. TeacherAudit.Notices(teacher, recipe, data, device)];
    }

    private static IEnumerable<Notice> OfStudent(Recipe recipe, PreparedData data, RunSettings settings) =>
        recipe.Student.Onnx is not { } file
            ? []
            : NetworkFile
                .Read(file, recipe.Student.File.Adoption(recipe.Training.Seed), "Student", data, settings, isTried: true)
                .Notes.Select(Notice.Note);

    private static IEnumerable<Notice> OfServices(Recipe recipe, PreparedData data, RunSettings settings, Device device)
    {
        var asking = new ServiceAsking(settings, _ => { });
        if (recipe.Teacher.Chat is { } chat)
        {
            var (labelled, all) = Seen();
            yield return new ChatTeacher(chat, asking, data.Goal).Plan(labelled.Train, all.Train);
        }

        if (recipe.Teacher.Embeddings is { } service)
        {
            yield return (data.Vectors ?? new ServedVectors(service, Seen().All.Train)).Plan(asking);
        }

        (DataSplits Labelled, DataSplits All) Seen()
        {
            var context = ScratchTraining.Context(recipe, settings, data, device);
            var labelled = StudentSamples.Labelled(context);
            return (labelled, StudentSamples.All(context, labelled, null));
        }
    }

    private static IReadOnlyList<string> WarningsOf(List<Notice> told) =>
        [.. told.Where(notice => notice.Kind == NoticeKind.Warning).Select(notice => notice.Sentence).Distinct()];

    private static IReadOnlyList<string> NotesOf(List<Notice> told) =>
        [.. told.Where(notice => notice.Kind == NoticeKind.Note).Select(notice => notice.Sentence).Distinct()];

    // Trainings of one arm that are not of its main stage count by their work.
    private static TrainingEstimate Estimate(
        IGrouping<string, ScratchTraining> trainings,
        IReadOnlyList<PlannedTraining> planned,
        TimeProvider clock
    )
    {
        var (all, main) = (planned.Where(training => training.Arm == trainings.Key).ToArray(), trainings.ToArray());
        var seconds = main.Select(training => training.Duration(clock).TotalSeconds).ToArray();
        var pace = seconds.Sum() / Math.Max(1, all.Take(main.Length).Sum(training => training.Work));
        var whole = TimeSpan.FromSeconds(main.Length < all.Length ? pace * all.Sum(training => training.Work) : seconds.Sum());
        return new TrainingEstimate(trainings.Key, all.Length, whole / all.Length, main.Max(training => training.Bytes()));
    }
}
