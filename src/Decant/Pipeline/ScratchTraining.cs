using Decant.Data;
using Decant.Engine;
using Decant.Engine.Devices;
using Decant.Engine.Graphs;
using Decant.Evaluation;
using Decant.Losses;
using Decant.Pipeline.Progress;
using Decant.Recipes;
using Decant.Runs;
using Decant.SoftTargets;
using Decant.Teachers;
using Decant.Training;

namespace Decant.Pipeline;

/// <summary>A training of a run that is never done: a few steps of it tell what it needs.</summary>
/// <param name="Job">The training; answers of a teacher that is a network are left out.</param>
/// <param name="Teacher">The network that answers while it trains; null without one.</param>
/// <param name="BatchKey">The option that decides its batch.</param>
internal sealed record ScratchTraining(TrainingJob Job, Graph? Teacher, string BatchKey)
{
    // What a step may take where nothing is known of the machine but its threads.
    private const double OperationsPerSecondAndThread = 2e10;
    private static readonly TimeSpan LongestStep = TimeSpan.FromSeconds(1.5);
    private const int TimedSteps = 3;

    /// <summary>One for each kind of training: of the teachers, of the distilled student, of each control arm.</summary>
    public static IReadOnlyList<ScratchTraining> Of(
        Recipe recipe,
        RunSettings settings,
        PreparedData data,
        RunNetworks networks,
        Device device
    )
    {
        var context = Context(recipe, settings, data, device);
        return Of(context, networks, data.Splits, data.Splits);
    }

    /// <summary>The same with the samples that the student really sees: further ones are read, those without label too.</summary>
    /// <exception cref="DecantException">They cannot be read.</exception>
    public static IReadOnlyList<ScratchTraining> OfAllSamples(
        Recipe recipe,
        RunSettings settings,
        PreparedData data,
        RunNetworks networks,
        Device device
    )
    {
        var context = Context(recipe, settings, data, device);
        var labelled = StudentSamples.Labelled(context);
        return Of(context, networks, labelled, StudentSamples.All(context, labelled, null));
    }

    /// <summary>What parts of a run need that is only looked at: it writes nothing and tells no one.</summary>
    public static RunContext Context(Recipe recipe, RunSettings settings, PreparedData data, Device device) =>
        new(recipe, settings, data, RunFolder.None, device, new SilentObserver());

    private static List<ScratchTraining> Of(RunContext context, RunNetworks networks, DataSplits labelled, DataSplits seen)
    {
        var (recipe, settings, data) = (context.Recipe, context.Settings, context.Data);
        var all = recipe
            .Teacher.Members.Zip(networks.Members, (member, network) => (member.Train, Network: network))
            .Where(member => member.Train is { Model: not { Growth: not null } })
            .Select(member => OfTeacher(member.Train!, member.Network))
            .ToList();
        var teacher = networks.Assistants.Count > 0 ? networks.Assistants[^1] : networks.Teacher(recipe, data);
        var isAlone = teacher is null && recipe.Teacher is { Average: null, Answers: null } && recipe.Losses.Any(term => term.NeedsTeacher);
        var terms = isAlone ? TrainingJobs.FromLabelsAlone(recipe) : TrainingJobs.Terms(recipe.Losses);
        var main = new LearningStage(terms, recipe.Training, recipe.StudentAugment, seen)
        {
            Average = recipe.Teacher.Average,
            Source = teacher is null ? recipe.Teacher.Answers : null,
        };
        all.Add(OfStudent(ArmNames.Distilled, main, teacher, Peers(terms, networks)));
        if (labelled.Train.Count >= recipe.Training.Batch)
        {
            var counts = (labelled.Train.Count, seen.Train.Count);
            all.AddRange(
                from arm in ControlStages.Arms(recipe, settings)
                let training = ControlStages.Training(arm, recipe, settings, networks, counts)
                let stage = ControlStages.Stage(training, recipe, labelled, seen)
                select OfStudent(arm.Name, stage, training.Teacher is null ? null : networks.Student, null)
            );
        }

        return all;

        ScratchTraining OfTeacher(TeacherTrainingSettings train, Graph network)
        {
            var stage = new LearningStage(
                TrainingJobs.OfTeacher(train, data.Goal.Task),
                train.Training,
                train.Augment ?? recipe.Data.Augment,
                data.Splits
            );
            return new(TrainingJobs.Of(context, ArmNames.Teacher, recipe.Training.Seed, network, stage), null, "teacher.train.batch");
        }

        ScratchTraining OfStudent(string arm, LearningStage stage, Graph? from, IReadOnlyList<Graph>? peers) =>
            new(TrainingJobs.Of(context, arm, recipe.Training.Seed, networks.Student, stage, peers), from, "training.batch");
    }

    // Networks that learn next to the student cost as much as it does, whatever their weights.
    private static Graph[] Peers(IReadOnlyList<DistillationLoss> terms, RunNetworks networks) =>
        terms.OfType<PeersLoss>().FirstOrDefault() is { } peers ? [.. Enumerable.Repeat(networks.Student, peers.Count - 1)] : [];

    /// <summary>Bytes that it computes in, with weights, gradients, moments and what its teacher needs.</summary>
    public long Bytes()
    {
        using var source = Answers(Job.Batch);
        using var step = new TrainingStep((Job with { Teacher = source?.Source ?? Job.Teacher }).Design, Job.StepSettings);
        return step.ArenaBytes + step.StateBytes + (source?.Network.WeightBytes ?? 0);
    }

    /// <summary>About how long the whole training takes: a few steps, timed, on a batch that is smaller where steps are long.</summary>
    /// <param name="clock">Tells the time.</param>
    public TimeSpan Duration(TimeProvider clock)
    {
        var perSample = (3 * GraphCost.Flops(Job.Network)) + (Teacher is null ? 0 : GraphCost.Flops(Teacher));
        var most = LongestStep.TotalSeconds * OperationsPerSecondAndThread * Job.Device.Pool.Threads / Math.Max(1, perSample);
        var batch = (int)Math.Clamp(most, 1, Math.Min(Job.Batch, Job.Data.Train.Count));
        using var source = Answers(batch);
        var job = Job with { Batch = batch, Teacher = source?.Source ?? Job.Teacher };
        using var step = new TrainingStep(job.Design, job.StepSettings);
        using var batches = job.OpenBatches();
        var (start, done, fastest) = (clock.GetTimestamp(), 0, TimeSpan.MaxValue);
        foreach (var samples in batches.Epoch(0))
        {
            var begin = clock.GetTimestamp();
            step.Run(job.StepInput(samples, samples.Step + 1, batches.StepsPerEpoch));
            // The first one brings weights into their kernels' order and code to its speed.
            fastest = done == 0 ? fastest : TimeSpan.FromTicks(Math.Min(fastest.Ticks, clock.GetElapsedTime(begin).Ticks));
            if (++done > TimedSteps || done > 1 && clock.GetElapsedTime(start) > 2 * LongestStep)
            {
                break;
            }
        }

        var each = fastest == TimeSpan.MaxValue ? clock.GetElapsedTime(start) : fastest;
        return each * ((double)Job.Data.Train.Count / batch * Job.Epochs);
    }

    private Answering? Answers(int batch)
    {
        if (Teacher is null)
        {
            return null;
        }

        var values = Job.Terms.SelectMany(term => term.TeacherValues).Distinct().Where(name => Teacher.Find(name) is not null);
        return new Answering(
            new FrozenNetwork(
                Teacher,
                Math.Max(batch, Evaluator.BatchOf(Teacher, Job.Device, Job.Data.Train.Schema)),
                Job.Device,
                new FrozenOptions { Values = [.. values], Schema = Job.Data.Train.Schema }
            )
        );
    }

    private sealed record Answering(FrozenNetwork Network) : IDisposable
    {
        public ISoftTargetSource Source { get; } = new LiveTeacher(Network, "scratch");

        public void Dispose() => Network.Dispose();
    }
}
