using Decant.Engine;
using Decant.Engine.Kernels;
using Decant.Engine.Onnx;
using Decant.Evaluation;
using Decant.Evidence;
using Decant.Recipes;
using Decant.Reporting;
using Decant.Runs;
using Decant.Tasks;
using Decant.Teachers;

namespace Decant.Pipeline;

/// <summary>The main job, from a recipe to a proven file: data, teacher, students of every arm and seed, evidence, report.</summary>
public static class Distillation
{
    private const string StudentFile = "student.onnx";

    /// <summary>Distils: trains or takes the teacher, trains the student with it and, to compare, without it; writes the run's folder.</summary>
    /// <param name="recipe">What to do.</param>
    /// <param name="settings">Where and with what.</param>
    /// <param name="observer">Is told the facts as they happen; null for nobody.</param>
    /// <param name="cancellation">Stops after the step under way; what was written stays.</param>
    /// <exception cref="DecantException">Something that the user can mend.</exception>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    public static RunOutcome Run(Recipe recipe, RunSettings settings, IRunObserver? observer = null, CancellationToken cancellation = default)
    {
        using var session = new Session(recipe, settings, observer ?? new SilentObserver());
        var seeds = Enumerable.Range(0, recipe.Compare.Seeds).Select(k => recipe.Training.Seed + (ulong)k).ToArray();
        var compares = settings.Compare && recipe.Compare.Arms.Any(arm => arm.Name == ArmNames.Scratch);
        var students = seeds.Length * (compares ? 2 : 1);
        var trainings = students + (recipe.Teacher.Train is null ? 0 : 1);
        if (compares)
        {
            session.Observer.Note(
                $"To see whether distillation helps, the same student is also trained without a teacher: {seeds.Length} more training{(seeds.Length == 1 ? "" : "s")} " +
                $"of {trainings} in all. Leave it out with --no-compare.");
        }

        var (teacher, teacherResult) = session.Teacher().Run(trainings, cancellation);
        using var frozen = new FrozenNetwork(
            teacher, Math.Max(recipe.Training.Batch, Evaluator.Batch), settings.Kernels, session.Pool,
            [.. recipe.Losses.SelectMany(loss => loss.Loss.TeacherValues(loss.Values)).Distinct()]);
        var source = new LiveTeacher(frozen, RunFolder.Fingerprint(session.Folder["teacher.onnx"]));
        var stage = session.Student(teacher);
        var (distilled, scratch) = (new List<SeedResult>(), new List<SeedResult>());
        var training = trainings - students;
        foreach (var seed in seeds)
        {
            var isFirst = seed == seeds[0];
            distilled.Add(stage.Run(
                ArmNames.Distilled, seed, TrainingJobs.Distilled(recipe), source, isFirst ? StudentFile : Arm("student", seed), ++training, trainings, cancellation));
            if (compares)
            {
                scratch.Add(stage.Run(
                    ArmNames.Scratch, seed, TrainingJobs.FromLabelsAlone(recipe), null, Arm("scratch", seed), ++training, trainings, cancellation));
            }
        }

        ArmResult[] arms =
        [
            new() { Name = ArmNames.Teacher, Seeds = [teacherResult] },
            new() { Name = ArmNames.Distilled, Seeds = distilled },
            .. compares ? new[] { new ArmResult { Name = ArmNames.Scratch, Seeds = scratch } } : [],
        ];
        return session.Finish(arms);

        static string Arm(string name, ulong seed) => FormattableString.Invariant($"checkpoints/{name}-final-seed{seed}.onnx");
    }

    /// <summary>Trains or takes only the teacher, and writes it into the run's folder.</summary>
    /// <inheritdoc cref="Run"/>
    public static RunOutcome Teach(Recipe recipe, RunSettings settings, IRunObserver? observer = null, CancellationToken cancellation = default)
    {
        using var session = new Session(recipe, settings, observer ?? new SilentObserver());
        var (_, result) = session.Teacher().Run(1, cancellation);
        return session.Finish([new ArmResult { Name = ArmNames.Teacher, Seeds = [result] }]);
    }

    /// <summary>The metrics of any model on a recipe's test part.</summary>
    /// <param name="file">An ONNX file with input <c>input</c> and output <c>logits</c>.</param>
    /// <param name="recipe">Names the data.</param>
    /// <param name="settings">Where the data are.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <exception cref="DecantException">The file or the data cannot be read, or do not fit together.</exception>
    public static ClassificationResult Evaluate(string file, Recipe recipe, RunSettings settings, CancellationToken cancellation = default)
    {
        var data = PreparedData.Open(recipe, settings.DataRoot);
        using var pool = new WorkerPool(settings.Threads);
        using var network = new FrozenNetwork(NetworkFile.Read(file, "Model", data, settings), Evaluator.Batch, settings.Kernels, pool);
        return Evaluator.Run(network, data.Splits.Test, cancellation: cancellation);
    }

    /// <summary>Problems that only show beside the data and files: missing ones, sizes that do not fit. None when a run could begin.</summary>
    public static IReadOnlyList<string> Check(Recipe recipe, RunSettings settings)
    {
        var problems = new List<string>();
        PreparedData? data = null;
        Collect(() => data = PreparedData.Open(recipe, settings.DataRoot));
        if (data is not null)
        {
            foreach (var (role, file) in new[] { ("Teacher", recipe.Teacher.Onnx), ("Student", recipe.Student.Onnx) })
            {
                if (file is not null)
                {
                    Collect(() => NetworkFile.Read(file, role, data, settings));
                }
            }

            if (recipe.Student.Init?.Onnx is { } init)
            {
                Collect(() => OnnxFile.Read(NetworkFile.Resolve(init, settings)));
            }

            foreach (var (role, model, values, batch) in new[]
            {
                ("teacher", recipe.Teacher.Train?.Model, recipe.Teacher.Train?.Values, recipe.Teacher.Train?.Training.Batch ?? 1),
                ("student", recipe.Student.Model, recipe.Student.Values, recipe.Training.Batch),
            })
            {
                if (model is not null)
                {
                    Collect(() => Students.Network.Build(model, values!, data.SampleShape, data.Classes, data.Scaling, 0));
                }

                if (batch > data.Splits.Train.Count)
                {
                    problems.Add($"{role}: a batch of {batch} is larger than the data, {data.Splits.Train.Count} training samples. Set training.batch to {data.Splits.Train.Count} or less.");
                }
            }
        }

        return problems;

        void Collect(Action action)
        {
            try
            {
                action();
            }
            catch (DecantException problem)
            {
                problems.Add(problem.Message);
            }
        }
    }

    // What all parts of one run share.
    private sealed class Session : IDisposable
    {
        private readonly Recipe _recipe;
        private readonly RunSettings _settings;
        private readonly PreparedData _data;
        private readonly RunLog _log;
        private readonly DateTimeOffset _started;

        public Session(Recipe recipe, RunSettings settings, IRunObserver observer)
        {
            (_recipe, _settings, _started) = (recipe, settings, settings.Clock.GetUtcNow());
            _data = PreparedData.Open(recipe, settings.DataRoot);
            Folder = new RunFolder(settings.OutputFolder);
            _log = new RunLog(Folder["log.jsonl"], observer, settings.Clock);
            AtomicFile.WriteText(Folder[RunFiles.Recipe], RecipeWriter.Write(recipe));
            Pool = new WorkerPool(settings.Threads);
            foreach (var note in _data.Splits.Notes)
            {
                _log.Note(note);
            }
        }

        public RunFolder Folder { get; }

        public WorkerPool Pool { get; }

        public IRunObserver Observer => _log;

        public TeacherStage Teacher() => new(_recipe, _settings, _data, Folder, Pool, _log);

        public StudentStage Student(Engine.Graphs.Graph teacher) => new(_recipe, _settings, _data, Folder, Pool, _log, teacher);

        public RunOutcome Finish(IReadOnlyList<ArmResult> arms)
        {
            var metric = LearningTask.Of(_recipe.Task.Name).MainMetric;
            var run = new Run
            {
                Id = new DirectoryInfo(Folder.Path).Name,
                Name = _settings.Name,
                Task = _recipe.Task.Name,
                Metric = new MetricFacts(metric.Name, metric.Unit, metric.HigherIsBetter),
                Recipe = RecipeWriter.Write(_recipe),
                Seed = _recipe.Training.Seed,
                Started = _started,
                Finished = _settings.Clock.GetUtcNow(),
                Environment = EnvironmentProbe.Capture(_settings.Threads, _settings.Kernels.ToString().ToLowerInvariant()),
                Data = new DataFacts
                {
                    Source = _data.Splits.Train.Name,
                    Train = _data.Splits.Train.Count,
                    Validation = _data.Splits.Validation.Count,
                    Test = _data.Splits.Test.Count,
                    Classes = _data.Splits.Train.ClassNames,
                },
                Arms = arms,
            };
            RunFiles.Write(run, Folder.Path);
            var verdict = DistillationEvidence.Of(run) is { } evidence ? Verdict.Of(evidence).Text : "Only the teacher was made.";
            return new RunOutcome(run, Folder.Path, verdict);
        }

        public void Dispose()
        {
            _log.Dispose();
            Pool.Dispose();
        }
    }
}
