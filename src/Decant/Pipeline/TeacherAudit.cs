using System.Globalization;
using System.Text.Json;
using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Evaluation;
using Decant.Tasks;
using Decant.Teachers;

namespace Decant.Pipeline;

/// <summary>
/// Looks at a teacher before a student learns from it, on the validation part: a student learns wrong answers as willingly as right ones, and its loss
/// falls all the same.
/// </summary>
internal static class TeacherAudit
{
    private const int MostSamples = 2000;

    /// <summary>Refuses a teacher whose answers teach nothing, and says what is strange about others.</summary>
    /// <exception cref="DecantException">Answers are all the same, or probabilities.</exception>
    public static void Check(Graph teacher, RunContext context)
    {
        CheckNames(teacher, context);
        CheckScaling(teacher, context);
        using var frozen = new FrozenNetwork(teacher, Evaluator.Batch, context.Device.For("teacher, audit"));
        var answers = NetworkAnswers.Of(frozen, context.Data.Splits.Validation, MostSamples);
        var rows = answers.Chunk(frozen.AnswerSize).ToArray();
        var (search, goal) = (context.Data.Goal.Task.Search, context.Data.Goal);
        CheckAnswers(rows, search);
        var trial = new TeacherTrial(rows, context.Data.Splits.Validation, goal, () => Evaluator.Run(frozen, context.Data.Splits.Validation, goal)) { IsOrderOpen = context.Recipe.Teacher.File.Classes is null };
        if (search.ChanceProblem(trial) is { } problem)
        {
            context.Observer.Note(problem);
        }
    }

    // Files that Decant writes name their classes, labels or numbers.
    private static void CheckNames(Graph teacher, RunContext context)
    {
        var (expected, noun) = (context.Data.AnswerNames, context.Data.Goal.Task.Noun);
        if (!teacher.Metadata.TryGetValue(context.Data.Goal.Task.NamesKey, out var text) || Read(text) is not { } names || names.SequenceEqual(expected))
        {
            return;
        }

        // Those of the same names were put into the data's order when the file was read.
        context.Observer.Note($"Warning: the teacher's file names its {noun} {Some(names)}, the data {Some(expected)}. Their order is taken to be the same; if it is not, say it with teacher.classes.");
    }

    // Normalisation lies inside each network; where the two differ much, one of them was made for other data or another scale.
    private static void CheckScaling(Graph teacher, RunContext context)
    {
        if (teacher.Find("input.mean")?.Data is not { } mean || teacher.Find("input.deviation")?.Data is not { } deviation || context.Data.Scaling is not { } own)
        {
            return;
        }

        var apart = own.Mean.Zip(mean.Span<float>().ToArray(), (mine, its) => Math.Abs(mine - its)).Zip(own.Deviation, (gap, spread) => gap / spread).DefaultIfEmpty().Max();
        var stretched = own.Deviation.Zip(deviation.Span<float>().ToArray(), (mine, its) => Math.Max(mine / its, its / mine)).DefaultIfEmpty(1).Max();
        if (apart > 1 || stretched > 2)
        {
            context.Observer.Note(string.Create(CultureInfo.InvariantCulture,
                $"Warning: the teacher's inputs are brought to mean 0 from {mean.Span<float>()[0]:0.###} ± {deviation.Span<float>()[0]:0.###}, those of these data from {own.Mean[0]:0.###} ± {own.Deviation[0]:0.###}. " +
                $"It seems to be made for other data, or for another scale of the same."));
        }
    }

    private static void CheckAnswers(float[][] rows, AnswerSearch search)
    {
        if (rows.Length > 1 && rows.All(row => row.AsSpan().SequenceEqual(rows[0])))
        {
            throw new DecantException("Teacher: it gives the same answer to every sample of the validation part. Check its file and its preprocessing; there is nothing to learn from it.");
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
