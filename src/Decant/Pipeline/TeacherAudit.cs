using System.Globalization;
using System.Text.Json;
using Decant.Engine;
using Decant.Engine.Devices;
using Decant.Engine.Graphs;
using Decant.Evaluation;
using Decant.Notices;
using Decant.Recipes;
using Decant.Tasks;
using Decant.Teachers;

namespace Decant.Pipeline;

/// <summary>
/// Looks at a teacher before a student learns from it, on the validation part: a student learns wrong answers as willingly as right ones,
/// and its loss falls all the same.
/// </summary>
internal static class TeacherAudit
{
    private const int MostSamples = 2000;

    /// <summary>Refuses a teacher whose answers teach nothing, and says what is strange about others.</summary>
    /// <param name="teacher">Its graph.</param>
    /// <param name="recipe">Whether it may have its classes in another order, and of which kind it is.</param>
    /// <param name="data">The samples.</param>
    /// <param name="device">Threads and kernels.</param>
    /// <exception cref="DecantException">Answers are all the same, or probabilities.</exception>
    public static IReadOnlyList<Notice> Notices(Graph teacher, Recipe recipe, PreparedData data, Device device)
    {
        using var frozen = new FrozenNetwork(
            teacher,
            Evaluator.BatchOf(teacher, device, data.Splits.Validation.Schema),
            device.For("teacher, audit"),
            new FrozenOptions { Schema = data.Splits.Validation.Schema }
        );
        var rows = NetworkAnswers.Of(frozen, data.Splits.Validation, MostSamples).Chunk(frozen.AnswerSize).ToArray();
        var (search, goal) = (data.Goal.Task.Search, data.Goal);
        CheckAnswers(rows, search);
        var trial = new TeacherTrial(rows, data.Splits.Validation, goal, () => Evaluator.Run(frozen, data.Splits.Validation, goal))
        {
            IsOrderOpen = recipe.Teacher.File.Classes is null,
        };
        var advice = AuditStage.Answers(frozen, data, MostSamples) is { } answers
            ? DistillationAdvice.OfAnswers(answers, recipe.Teacher.File.Classes)
            : [];
        return
        [
            .. new[] { OfNames(teacher, data), OfScaling(teacher, data), search.ChanceProblem(trial) }
                .OfType<string>()
                .Select(Notice.Warning),
            .. advice,
        ];
    }

    // Files that Decant writes name their classes, labels or numbers.
    private static string? OfNames(Graph teacher, PreparedData data)
    {
        var (expected, noun) = (data.AnswerNames, data.Goal.Task.Noun);
        if (
            !teacher.Metadata.TryGetValue(data.Goal.Task.NamesKey, out var text)
            || Read(text) is not { } names
            || names.SequenceEqual(expected)
        )
        {
            return null;
        }

        // Those of the same names were put into the data's order when the file was read.
        return $"the teacher's file names its {noun} {Some(names)}, the data {Some(expected)}. Their order is taken to be "
            + $"the same; if it is not, say it with teacher.classes.";
    }

    // Normalisation lies inside each network; where the two differ much, one of them was made for other data or another scale.
    private static string? OfScaling(Graph teacher, PreparedData data)
    {
        if (
            teacher.Find("input.mean")?.Data is not { } mean
            || teacher.Find("input.deviation")?.Data is not { } deviation
            || data.Scaling is not { } own
        )
        {
            return null;
        }

        var apart = own
            .Mean.Zip(mean.Span<float>().ToArray(), (mine, its) => Math.Abs(mine - its))
            .Zip(own.Deviation, (gap, spread) => gap / spread)
            .DefaultIfEmpty()
            .Max();
        var stretched = own
            .Deviation.Zip(deviation.Span<float>().ToArray(), (mine, its) => Math.Max(mine / its, its / mine))
            .DefaultIfEmpty(1)
            .Max();
        return apart <= 1 && stretched <= 2
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"the teacher's inputs are brought to mean 0 from {mean.Span<float>()[0]:0.###} ± "
                    + $"{deviation.Span<float>()[0]:0.###}, those of these data from {own.Mean[0]:0.###} ± "
                    + $"{own.Deviation[0]:0.###}. "
                    + $"It seems to be made for other data, or for another scale of the same."
            );
    }

    private static void CheckAnswers(float[][] rows, AnswerSearch search)
    {
        if (rows.Length > 1 && rows.All(row => row.AsSpan().SequenceEqual(rows[0])))
        {
            throw new DecantException(
                "Teacher: it gives the same answer to every sample of the validation part. Check its file and its "
                    + "preprocessing; there is nothing to learn from it."
            );
        }

        if (search.Refusal(rows) is { } refusal)
        {
            throw new DecantException(refusal);
        }
    }

    private static string[]? Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<string[]>(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Some(IReadOnlyList<string> names) => string.Join(", ", names.Take(5)) + (names.Count > 5 ? ", …" : "");
}
