using Decant.Auditing;
using Decant.Evaluation;
using Decant.Runs;
using Decant.Teachers;

namespace Decant.Pipeline;

/// <summary>What a student gets most wrong of the test part, with the samples themselves, for the report.</summary>
internal static class Mistakes
{
    private const int Most = 12;

    // Enough to find a dozen that are bad.
    private const int MostSamples = 5_000;
    private const string Part = "test";

    /// <summary>Finds them; none where answers are not one class for each sample.</summary>
    /// <param name="student">The student.</param>
    /// <param name="teacher">Its teacher; null for none.</param>
    /// <param name="data">The samples.</param>
    public static IReadOnlyList<Mistake> Of(FrozenNetwork student, FrozenNetwork? teacher, PreparedData data)
    {
        var samples = data.Splits.Test;
        int[] labels = AuditStage.HasOneClass(data.Goal)
            ? [.. Enumerable.Range(0, Math.Min(MostSamples, samples.Count)).Select(samples.Label)]
            : [];
        if (labels.Length == 0 || labels.Min() < 0)
        {
            return [];
        }

        var own = Answers(student);
        var theirs = teacher?.AnswerSize == student.AnswerSize ? Answers(teacher) : null;
        return
        [
            .. WorstMistakes
                .Of(own, Most)
                .Select(n => new Mistake(
                    ShownSamples.Of(samples, Part, n),
                    labels[n],
                    Best(own, n),
                    WorstMistakes.ProbabilityOf(own, n, labels[n]),
                    theirs is null ? null : Best(theirs, n)
                )),
        ];

        LabelledAnswers Answers(FrozenNetwork network) => new(NetworkAnswers.Of(network, samples, MostSamples), labels, network.AnswerSize);
    }

    private static (int, double) Best(LabelledAnswers answers, int n) =>
        (answers.Best(n), WorstMistakes.ProbabilityOf(answers, n, answers.Best(n)));
}
