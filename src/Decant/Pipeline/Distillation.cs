using System.Globalization;
using Decant.Adoption;
using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Evaluation;
using Decant.Notices;
using Decant.Pipeline.Progress;
using Decant.Recipes;
using Decant.Runs;
using Decant.SoftTargets.Store;
using Decant.Teachers;
using Decant.Training;

namespace Decant.Pipeline;

/// <summary>The main job, from a recipe to a proven file: data, teacher, students of every arm and seed, evidence, report.</summary>
internal static class Distillation
{
    private const string StudentFile = "student.onnx";

    /// <summary>
    /// Distils: trains or takes the teacher, trains the student with it and, to compare, without it; writes the run's folder.
    /// </summary>
    /// <param name="recipe">What to do.</param>
    /// <param name="settings">Where and with what.</param>
    /// <param name="observer">Is told the facts as they happen; null for a line on standard error every few seconds;
    /// <see cref="SilentObserver"/> for silence.</param>
    /// <param name="cancellation">Stops after the step under way; <see cref="RunSettings.Resume"/> continues from there.</param>
    /// <exception cref="DecantException">Something that the user can mend.</exception>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    public static RunOutcome Run(
        Recipe recipe,
        RunSettings settings,
        IRunObserver? observer = null,
        CancellationToken cancellation = default
    )
    {
        recipe = StoreContract.WithNetwork(recipe, settings);
        using var session = new RunSession(recipe, settings, observer ?? TextDisplay.OfConsole(recipe, settings.Clock));
        var seeds = Enumerable.Range(0, recipe.Compare.Seeds).Select(k => recipe.Training.Seed + (ulong)k).ToArray();
        var controls = ControlStages.Arms(recipe, settings);
        var context = session.Begin(
            PlannedTraining.Of(
                recipe,
                session.Networks,
                session.Samples,
                ControlStages.Planned(recipe, settings, session.Networks, session.Samples)
            )
        );
        if (controls.Count > 0)
        {
            context.Observer.Note(
                $"To see whether distillation helps, the same student is also trained without this teacher"
                    + $"{(controls.Count > 1 ? $" ({string.Join(", ", controls.Select(arm => arm.Name))})" : "")}: "
                    + $"{seeds.Length * controls.Count} more training{(seeds.Length * controls.Count == 1 ? "" : "s")} "
                    + $"of {context.Trainings.Total} in all. Leave it out with --no-compare."
            );
        }

        var (arms, assistants) = (new List<ArmResult>(), (IReadOnlyList<ArmResult>)[]);
        var distilled = new List<IReadOnlyList<SeedResult>>();
        var alone = controls.ToDictionary(arm => arm.Name, _ => new List<SeedResult>());
        try
        {
            context.Data.Vectors?.Ask(new ServiceAsking(context), cancellation);
            Graph? teacher = null;
            if (recipe.Teacher.IsNetwork)
            {
                (teacher, var result) = new TeacherStage(context).Run(cancellation, isTimed: false);
                foreach (var notice in TeacherAudit.Notices(teacher, recipe, context.Data, context.Device))
                {
                    context.Observer.Note(notice);
                }

                context = session.Decide(context, SuggestedNumbers.Chosen(context, teacher));
                arms.Add(new ArmResult { Name = ArmNames.Teacher, Seeds = [result] });
            }

            using var student = new DistilledStudent(context, teacher, cancellation);
            if (controls.Count > 0 && !student.CanCompare)
            {
                context.Observer.Note(
                    $"The student cannot be trained without a teacher here: "
                        + $"{(recipe.Task.LearnsFromTeacherAlone ? "nothing but its answers is true" : "too few samples have labels")}. "
                        + "So whether distillation helped stays open."
                );
                controls = [];
            }

            assistants = student.Assistants(cancellation);
            foreach (var seed in seeds)
            {
                distilled.Add(student.Run(seed, seed == seeds[0] ? StudentFile : Arm("student", seed), cancellation));
                if (seed == seeds[0] && student.TeacherTiming is { } timing)
                {
                    var told = arms[0].Seeds[0];
                    arms[0] = arms[0] with { Seeds = [told with { Model = timing.On(told.Model) }] };
                }

                foreach (var arm in controls)
                {
                    var ratio = GradientRatio(distilled[^1][^1], alone.GetValueOrDefault(ArmNames.Scratch)?.LastOrDefault());
                    alone[arm.Name].Add(student.Control(arm, seed, Arm(arm.Name, seed), ratio, cancellation));
                }
            }
        }
        catch (Exception stop) when (stop is OperationCanceledException or TrainingDivergedException && distilled.Count > 0)
        {
            // What is finished is worth a report; the rest is not made up.
            context.Observer.Note(
                Notice.Warning("the run ended before all its trainings were done. The report has only those that are finished.")
            );
            session.Finish(Finished(), isWhole: false);
            throw;
        }

        if (
            arms.Count > 0
            && alone.GetValueOrDefault(ArmNames.Scratch) is { Count: > 0 } scratch
            && IsTeacherBeaten(arms[0].Seeds[0], scratch, recipe)
        )
        {
            context.Observer.Note(
                Notice.Warning(
                    "the student trained alone is as good as the teacher. There is nothing to hand over: "
                        + "train the teacher longer or larger, or make the student smaller."
                )
            );
        }

        return session.Finish(Finished());

        IReadOnlyList<ArmResult> Finished() =>
            [
                .. arms,
                new ArmResult { Name = ArmNames.Distilled, Seeds = [.. distilled.Select(generations => generations[^1])] },
                .. controls
                    .Where(arm => alone[arm.Name].Count > 0)
                    .Select(arm => new ArmResult { Name = arm.Name, Seeds = alone[arm.Name] }),
                .. assistants,
                .. Enumerable
                    .Range(1, recipe.Student.Generations - 1)
                    .Select(generation => new ArmResult
                    {
                        Name = string.Create(CultureInfo.InvariantCulture, $"generation-{generation}"),
                        Seeds = [.. distilled.Select(generations => generations[generation - 1])],
                    }),
            ];

        static double? GradientRatio(SeedResult distilled, SeedResult? alone) =>
            alone is not null && alone.Seed == distilled.Seed && alone.FirstGradientNorm > 0
                ? distilled.FirstGradientNorm / alone.FirstGradientNorm
                : null;

        static bool IsTeacherBeaten(SeedResult teacher, IReadOnlyList<SeedResult> alone, Recipe recipe)
        {
            var metric = recipe.Task.MainMetric;
            var gap = teacher.Test.Metric(metric.Name) - alone.Average(seed => seed.Test.Metric(metric.Name));
            return metric.HigherIsBetter ? gap <= 0 : gap >= 0;
        }

        static string Arm(string name, ulong seed) =>
            string.Create(CultureInfo.InvariantCulture, $"checkpoints/{name}-final-seed{seed}.onnx");
    }

    /// <summary>Trains or takes only the teacher, and writes it into the run's folder.</summary>
    /// <inheritdoc cref="Run"/>
    public static RunOutcome Teach(
        Recipe recipe,
        RunSettings settings,
        IRunObserver? observer = null,
        CancellationToken cancellation = default
    )
    {
        using var session = new RunSession(recipe, settings, observer ?? TextDisplay.OfConsole(recipe, settings.Clock));
        var (_, result) = new TeacherStage(session.Begin([.. PlannedTraining.OfTeachers(recipe, session.Networks, session.Samples)])).Run(
            cancellation
        );
        return session.Finish([new ArmResult { Name = ArmNames.Teacher, Seeds = [result] }]);
    }

    /// <summary>
    /// Lets a recipe's teacher answer its training samples once, and stores the answers; a recipe learns from them with
    /// <c>teacher: { store: FOLDER }</c>. What is there already is not asked again.
    /// </summary>
    /// <param name="recipe">Names data, teacher, views and encoding (soft-targets).</param>
    /// <param name="settings">Where data are.</param>
    /// <param name="folder">Where the store goes.</param>
    /// <param name="cancellation">Stops after the batch under way; what was answered stays.</param>
    /// <exception cref="DecantException">An answer is not finite, another store lies there, or the disk is full.</exception>
    public static void StoreAnswers(Recipe recipe, RunSettings settings, string folder, CancellationToken cancellation = default) =>
        new StoreStage(recipe, settings, new SilentObserver()).Make(folder, StorePortion.Whole, cancellation);

    /// <summary>The metrics of any model on a recipe's test part.</summary>
    /// <param name="file">An ONNX file, from Decant or from elsewhere.</param>
    /// <param name="recipe">Names the data.</param>
    /// <param name="settings">Where the data are.</param>
    /// <param name="note">Is told what was found out about a file from elsewhere; null for no one.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <exception cref="DecantException">The file or the data cannot be read, or do not fit together.</exception>
    public static EvaluationResult Evaluate(
        string file,
        Recipe recipe,
        RunSettings settings,
        Action<string>? note = null,
        CancellationToken cancellation = default
    )
    {
        var data = PreparedData.Open(
            recipe,
            settings.DataRoot,
            TableFit.Of(NetworkFile.Resolve(file, settings)),
            settings.Memory,
            TextTokenizers.Of(NetworkFile.Resolve(file, settings))
        );
        data.Vectors?.Ask(new ServiceAsking(settings, notice => note?.Invoke(notice.Text)), cancellation);
        var adopted = NetworkFile.Read(file, KnownOf(file, recipe, settings), "Model", data, settings, isTried: true);
        adopted.Notes.ToList().ForEach(note ?? (_ => { }));
        using var pool = new WorkerPool(settings.Threads);
        var device = settings.On(pool).For("test");
        using var network = new FrozenNetwork(
            adopted.Network,
            Evaluator.BatchOf(adopted.Network, device, data.Splits.Test.Schema),
            device,
            new FrozenOptions { Schema = data.Splits.Test.Schema }
        );
        return Evaluator.Run(network, data.Splits.Test, data.Goal, cancellation: cancellation) with { AnswerNames = data.AnswerNames };
    }

    // A recipe that names the file may say what it wants; a new head or normalisation is for training.
    private static AdoptionOptions KnownOf(string file, Recipe recipe, RunSettings settings)
    {
        var path = Path.GetFullPath(NetworkFile.Resolve(file, settings));
        var named = recipe
            .Teacher.Members.Select(teacher => (teacher.Onnx, teacher.File))
            .Append((recipe.Student.Onnx, recipe.Student.File))
            .FirstOrDefault(network => network.Onnx is not null && Path.GetFullPath(NetworkFile.Resolve(network.Onnx, settings)) == path);
        return named.File is null
            ? new AdoptionOptions()
            : named.File.Adoption(recipe.Training.Seed) with
            {
                HeadSize = null,
                WithBatchNormalization = false,
            };
    }

    /// <summary>
    /// What a run is going to need and do: samples, classes of each part, memory, time, warnings; or what forbids it. A few steps are run
    /// on a scratch batch.
    /// </summary>
    internal static FlightPlan Plan(Recipe recipe, RunSettings settings) =>
        FlightPlan.Of(StoreContract.WithNetwork(recipe, settings), settings);

    /// <summary>Problems that only the data and files show: missing ones, sizes that do not fit. None when a run could begin.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="settings">Where data and files are.</param>
    /// <param name="note">Is told what should be known before a run and does not keep it from beginning; null for no one.</param>
    public static IReadOnlyList<string> Check(Recipe recipe, RunSettings settings, Action<Notice>? note = null)
    {
        try
        {
            recipe = StoreContract.WithNetwork(recipe, settings);
            return RunCheck.Problems(recipe, settings, PreparedData.Open(recipe, settings.DataRoot, memory: settings.Memory), note);
        }
        catch (DecantException problem)
        {
            return [problem.Message];
        }
    }
}
