using Decant.Evaluation;
using Decant.Runs;

namespace Decant.Auditing;

/// <summary>All facts about a classifier's answers to validation samples.</summary>
/// <param name="Score">How often it is right.</param>
/// <param name="Reliability">How often it is right when it is how sure.</param>
/// <param name="CalibratingTemperature">The temperature that calibrates it.</param>
/// <param name="Entropies">How soft its answers are, at the usual temperatures.</param>
/// <param name="Advice">The temperature and weight to begin with.</param>
/// <param name="Classes">Every class that has samples, the weakest first.</param>
/// <param name="Confusions">Classes that are taken for others most often.</param>
/// <param name="LabelErrors">Labels that are likely to be wrong, the likeliest first; null where the teacher is no judge.</param>
/// <param name="Order">The order of its classes, where that differs from the data's; else null.</param>
/// <param name="Mistakes">Wrong answers of which it is sure.</param>
internal sealed record AnswerFindings(
    TeacherScore Score,
    ReliabilityCurve Reliability,
    double CalibratingTemperature,
    IReadOnlyList<AnswerEntropy> Entropies,
    SoftTargetAdvice Advice,
    IReadOnlyList<ClassRecall> Classes,
    IReadOnlyList<ClassConfusion> Confusions,
    IReadOnlyList<LabelError>? LabelErrors,
    ClassOrderFault? Order,
    ConfidentMistakes Mistakes
)
{
    private const int MostConfusions = 5;

    /// <summary>What to write next to the teacher's file so that its classes come in the data's order; null where they do.</summary>
    public string? OrderRemedy { get; init; }

    /// <summary>Computes all of them.</summary>
    /// <param name="answers">The answers.</param>
    /// <param name="classes">What the recipe says of the teacher's classes; null for nothing.</param>
    public static AnswerFindings Of(LabelledAnswers answers, IReadOnlyList<string>? classes = null)
    {
        var counts = Count(answers);
        var (score, order) = (TeacherScore.Of(answers), ClassOrderFault.Of(answers));
        return new AnswerFindings(
            score,
            ReliabilityCurve.Of(answers),
            Auditing.CalibratingTemperature.Of(answers),
            [.. AnswerEntropy.Usual.Select(temperature => AnswerEntropy.Of(answers, temperature))],
            SoftTargetAdvice.Of(answers),
            ClassRecall.Of(counts),
            ClassConfusion.Biggest(counts, MostConfusions),
            // Who takes classes for others throughout would call every label wrong.
            score.IsChance || order is not null
                ? null
                : Auditing.LabelErrors.Of(answers),
            order,
            ConfidentMistakes.Of(answers)
        )
        {
            OrderRemedy = order?.Remedy(classes),
        };
    }

    private static ConfusionCounts Count(LabelledAnswers answers)
    {
        var matrix = new ConfusionMatrix(answers.Classes);
        for (var n = 0; n < answers.Count; n++)
        {
            matrix.Add(new Answer(answers.Row(n), answers.Labels[n]));
        }

        return matrix.Value;
    }
}
