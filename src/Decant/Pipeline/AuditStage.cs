using Decant.Auditing;
using Decant.Data;
using Decant.Engine;
using Decant.Engine.Kernels;
using Decant.Evaluation;
using Decant.Recipes;
using Decant.Reporting;
using Decant.Runs;
using Decant.Tasks;
using Decant.Teachers;

namespace Decant.Pipeline;

/// <summary>
/// Looks at a recipe's data and teacher before a student learns from them. A teacher that is still to be trained is trained first, and kept
/// for later runs. Everything is judged on the validation part; of the test part only inputs are hashed.
/// </summary>
/// <param name="recipe">Names data and teacher.</param>
/// <param name="settings">Where data are, and with what is computed.</param>
/// <param name="observer">Is told the facts of the teacher's training.</param>
internal sealed class AuditStage(Recipe recipe, RunSettings settings, IRunObserver observer)
{
    // More of them are counted, and listed in audit.json.
    private const int MostShown = 24;
    private const string Part = "validation";
    private const string Pilots = "pilots";

    /// <summary>Looks, and writes <c>audit.json</c> and <c>audit.html</c>.</summary>
    /// <param name="folder">Where the files go, and the teacher that is looked at; those of an audit before are replaced.</param>
    /// <param name="pilots">Candidates for the teacher, which are tried too; null for none.</param>
    /// <param name="cancellation">Stops after the batch or step under way.</param>
    /// <exception cref="DecantException">Data or teacher cannot be read, or its answers teach nothing at all.</exception>
    public AuditFindings Run(string folder, PilotPlan? pilots, CancellationToken cancellation)
    {
        var data = PreparedData.Open(recipe, settings.DataRoot, memory: settings.Memory);
        if (RunCheck.Problems(recipe, settings, data) is { Count: > 0 } problems)
        {
            throw new DecantException(string.Join(Environment.NewLine, problems));
        }

        using var place = new RunFolder(folder);
        using var pool = new WorkerPool(settings.Threads);
        var context = new RunContext(recipe, settings, data, place, settings.On(pool), observer);
        var findings = Ask(context, cancellation) with
        {
            Ranking = pilots is null ? null : new PilotRuns(recipe, settings, observer).Rank(pilots, place[Pilots], cancellation),
        };
        AuditFiles.Write(findings, place.Path);
        place.Finish();
        return findings;
    }

    /// <summary>The teacher's answers to validation samples, with their classes; null where a sample has not one class.</summary>
    /// <param name="teacher">The teacher, compiled.</param>
    /// <param name="data">The samples.</param>
    /// <param name="most">Validation samples at most; all by default.</param>
    public static LabelledAnswers? Answers(FrozenNetwork teacher, PreparedData data, int most = int.MaxValue)
    {
        var samples = data.Splits.Validation;
        return HasOneClass(data.Goal) && teacher.AnswerSize == data.AnswerNames.Count
            ? new LabelledAnswers(
                NetworkAnswers.Of(teacher, samples, most),
                [.. Enumerable.Range(0, Math.Min(most, samples.Count)).Select(samples.Label)],
                teacher.AnswerSize
            )
            : null;
    }

    private AuditFindings Ask(RunContext context, CancellationToken cancellation)
    {
        var data = context.Data;
        var findings = new AuditFindings
        {
            Name = settings.Name,
            Task = recipe.Task.Name,
            Teacher = "none that can be asked",
            Samples = (data.Splits.Train.Count, data.Splits.Validation.Count, data.Splits.Test.Count),
            Names = data.AnswerNames,
            Duplicates = DuplicateSamples.Of(data.Splits, cancellation),
            Notices = [.. DistillationAdvice.OfData(data)],
        };
        if (!recipe.Teacher.IsNetwork)
        {
            return findings with
            {
                Omitted = ["The recipe has no network as a teacher: of stored answers and of none, only the data are looked at."],
            };
        }

        var graph = new TeacherStage(context).Make(cancellation);
        var (schema, samples) = (data.Splits.Validation.Schema, data.Splits.Validation);
        findings = findings with
        {
            Teacher = NetworkFile.ArchitectureOf(graph),
            Notices = [.. findings.Notices, .. TeacherAudit.Notices(graph, recipe, data, context.Device)],
        };
        using var frozen = new FrozenNetwork(
            graph,
            Evaluator.BatchOf(graph, context.Device, schema),
            context.Device.For("teacher, audit"),
            new FrozenOptions { Schema = schema }
        );
        findings = findings with { Measures = Evaluator.Run(frozen, samples, data.Goal, cancellation: cancellation).Measures };
        if (Answers(frozen, data) is not { } answers)
        {
            return findings with
            {
                Omitted =
                [
                    $"Task {recipe.Task.Name} does not answer each sample with one class: calibration, temperature, weak classes, order of "
                        + "classes and label errors are for those that do.",
                ],
            };
        }

        var found = AnswerFindings.Of(answers, recipe.Teacher.File.Classes);
        return findings with
        {
            Answers = found,
            ShownLabelErrors = Shown(samples, found.LabelErrors?.Select(error => error.Sample) ?? []),
            Omitted =
            [
                found.LabelErrors is null
                    ? "Label errors are not looked for: this teacher's answers are no judge of labels."
                    : "Label errors are looked for in the validation part alone: a teacher agrees with wrong labels that it learnt from.",
                "Only exact duplicates are found: a picture that was scaled or compressed anew is another one.",
            ],
        };
    }

    /// <summary>Whether a task answers each sample with one class.</summary>
    public static bool HasOneClass(LearningGoal goal) =>
        goal is { Truth: null, Targets: null, Task.LearnsClasses: true } && goal.Task.Answers == AnswerMeaning.Classes;

    private static IReadOnlyList<ShownSample> Shown(Dataset samples, IEnumerable<int> places) =>
        [.. places.Take(MostShown).Select(n => ShownSamples.Of(samples, Part, n))];
}
