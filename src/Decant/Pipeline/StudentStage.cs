using Decant.Adoption;
using Decant.Engine.Graphs;
using Decant.Engine.Onnx;
using Decant.Evaluation;
using Decant.Losses;
using Decant.Runs;
using Decant.Students;
using Decant.Students.Texts;
using Decant.Teachers;
using Decant.Training;

namespace Decant.Pipeline;

/// <summary>
/// Trains the student of one arm and one seed through its stages: the same initial weights, batches and views for every arm of that seed.
/// </summary>
/// <param name="context">The run.</param>
/// <param name="teacher">Whose agreement is asked for, and whose weights may be taken over; null without a teacher.</param>
internal sealed class StudentStage(RunContext context, Graph? teacher)
{
    private AdoptedNetwork? _adopted;
    private Tensor? _tokenVectors;
    private long[]? _tokenCounts;

    /// <summary>What the teacher's answers cost, measured in turn with those of the student; null before, and without a teacher.</summary>
    public NetworkTiming? TeacherTiming { get; private set; }

    /// <summary>Trains, measures and writes the file.</summary>
    /// <param name="arm">The arm.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="file">Name of the exported file.</param>
    /// <param name="stages">The stages, one or more.</param>
    /// <param name="cancellation">Stops after the step under way.</param>
    /// <returns>The network and its result.</returns>
    public (Graph Network, SeedResult Result) Run(
        string arm,
        ulong seed,
        string file,
        IReadOnlyList<LearningStage> stages,
        CancellationToken cancellation
    ) => Run(arm, seed, file, stages, Build(seed, isQuiet: arm != ArmNames.Distilled), cancellation);

    /// <summary>The same for any network.</summary>
    public (Graph Network, SeedResult Result) Run(
        string arm,
        ulong seed,
        string file,
        IReadOnlyList<LearningStage> stages,
        Graph network,
        CancellationToken cancellation
    )
    {
        ModelMeasure.Describe(network, context.Data, context.Recipe, arm, seed);
        var epochs = new List<EpochRecord>();
        var duration = TimeSpan.Zero;
        TrainingOutcome? outcome = null;
        double? firstNorm = null;
        foreach (var (stage, number) in stages.Select((stage, i) => (stage, i + 1)))
        {
            if (stage.Announcement is { } sentence)
            {
                context.Observer.Note(sentence);
            }

            var job = TrainingJobs.Of(context, arm, seed, outcome?.Network ?? network, stage, Peers(stage.Terms, seed));
            var states = context.States(arm, seed, number);
            outcome = new ObservedTraining(job with { Store = states }, context).Run(cancellation);
            states.KeepLast();
            firstNorm = stage.Announcement is null ? outcome.Epochs[0].GradientNorm : firstNorm;
            epochs.AddRange(outcome.Epochs.Select(record => record with { Epoch = record.Epoch + epochs.Count }).ToArray());
            duration += outcome.Duration;
        }

        var trained = outcome!.Network;
        BiasCorrection.Apply(trained, context);
        return (trained, Measure(arm, seed, file, trained, outcome, epochs, duration, cancellation) with { FirstGradientNorm = firstNorm });
    }

    private SeedResult Measure(
        string arm,
        ulong seed,
        string file,
        Graph trained,
        TrainingOutcome outcome,
        IReadOnlyList<EpochRecord> epochs,
        TimeSpan duration,
        CancellationToken cancellation
    )
    {
        var device = context.Device;
        var written = _adopted?.Restore(trained) ?? trained;
        var bytes = context.Folder.SaveTrained(written, file, arm, seed);
        if (arm == ArmNames.Distilled && seed == context.Recipe.Training.Seed)
        {
            context.Data.Goal.Task.WriteFurther(written, context.Folder.Path);
        }

        var options = new FrozenOptions { Schema = context.Data.Splits.Test.Schema };
        using var frozen = new FrozenNetwork(
            trained,
            Evaluator.BatchOf(trained, device, options.Schema),
            device.For(FormattableString.Invariant($"{arm}, seed {seed}, test")),
            options
        );
        using var judge = teacher is null
            ? null
            : new FrozenNetwork(teacher, Evaluator.BatchOf(teacher, device, options.Schema), device.For("teacher, test"), options);
        var result = new SeedResult(ModelOrigin.Trained)
        {
            Seed = seed,
            Model = ModelMeasure.Of(
                trained,
                context.Data.Splits.Test,
                context.Data.Goal.Task,
                file,
                bytes,
                device,
                context.Settings.Clock,
                written,
                arm == ArmNames.Distilled && seed == context.Recipe.Training.Seed ? Time(trained) : null
            ),
            Test = Evaluator.Run(frozen, context.Data.Splits.Test, context.Data.Goal, judge, cancellation),
            // The file that the report is about.
            Mistakes = arm == ArmNames.Distilled && seed == context.Recipe.Training.Seed ? Mistakes.Of(frozen, judge, context.Data) : [],
            Epochs = epochs,
            Steps = outcome.Steps,
            Duration = duration,
            ChosenEpoch = epochs.Count - outcome.Epochs.Count + outcome.ChosenEpoch,
            StopReason = outcome.StopReason,
        };
        context.Observer.End(arm, result);
        return result;
    }

    private NetworkTiming Time(Graph student)
    {
        var timings = context.Time(teacher is null ? [student] : [student, teacher]);
        TeacherTiming = timings.Count > 1 ? timings[1] : null;
        return timings[0];
    }

    /// <summary>The student with the weights that it begins from.</summary>
    public Graph Build(ulong seed, bool isQuiet = true)
    {
        var (recipe, data) = (context.Recipe, context.Data);
        if (recipe.Student.Onnx is { } file)
        {
            return Adopt(file, seed).Network;
        }

        var student = recipe.Student.Build(data.Inputs, data.Head, data.Scaling, seed);
        if (recipe.Student.Init is { } init)
        {
            var source = init.IsTeacher ? teacher ?? throw NoTeacher() : OnnxFile.Read(NetworkFile.Resolve(init.Onnx!, context.Settings));
            _tokenVectors ??=
                init.TokenVectors == TokenVectorSource.Answers
                    ? InitialTokens.VectorsOf(source, data.Splits.Train, context.Device.For("student, first vectors"))
                    : null;
            var taken = InitialWeights.Take(student, source, _tokenVectors);
            if (init.TokenSmoothing is { } smoothing)
            {
                _tokenCounts ??= InitialTokens.CountsOf(data.Splits.Train);
                taken = [.. taken, .. TextWeights.Weigh(student, _tokenCounts, smoothing)];
            }

            if (!isQuiet)
            {
                context.Observer.Note($"The student begins with weights of '{source.Name}': {string.Join(", ", taken)}.");
            }
        }

        return student;
    }

    // What the file wants is found out once; a new last layer begins with other weights for every seed.
    private AdoptedNetwork Adopt(string file, ulong seed)
    {
        var known = _adopted is { } first ? first.Found with { Seed = seed } : context.Recipe.Student.File.Adoption(seed);
        var network = NetworkFile.Read(file, known, "Student", context.Data, context.Settings, isTried: _adopted is null);
        if (_adopted is null)
        {
            context.Keep(network, $"Student '{NetworkFile.Resolve(file, context.Settings)}'", name =>
                LearnerCheck.IsMeant(context.Recipe.Student.Freeze, name)
            );
            _adopted = network;
        }

        return network;
    }

    /// <summary>
    /// The networks that learn alongside the student: they begin from the weights of other seeds, far from those of the run's own.
    /// </summary>
    public Graph[] Peers(IReadOnlyList<DistillationLoss> terms, ulong seed) =>
        terms.OfType<PeersLoss>().FirstOrDefault() is not { } peers
            ? []
            : [.. Enumerable.Range(1, peers.Count - 1).Select(k => Build(seed + (1000 * (ulong)k)))];

    private static Engine.DecantException NoTeacher() =>
        new("student.init: expected a teacher to take weights from, and the recipe has none. Name a file: init: { onnx: FILE }.");
}
