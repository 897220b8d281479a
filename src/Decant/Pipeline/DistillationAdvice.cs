using System.Globalization;
using Decant.Auditing;
using Decant.Notices;

namespace Decant.Pipeline;

/// <summary>Where distillation is unlikely to help, with the evidence.</summary>
internal static class DistillationAdvice
{
    // A student that sees fewer knows its classes by a handful of samples each, and so does the teacher that learnt from them.
    private const int FewPerClass = 10;

    // Below this share of the largest entropy at T = 4 an answer is a label with rounding errors.
    private const double LittleUncertainty = 0.01;
    private const double Temperature = 4;

    /// <summary>What the data alone say.</summary>
    public static IEnumerable<Notice> OfData(PreparedData data)
    {
        var train = data.Splits.Train;
        if (!data.Goal.Task.LearnsClasses || data.Goal.Truth is not null || train.ClassNames.Count == 0)
        {
            yield break;
        }

        if (train.ClassNames.Count == 2)
        {
            yield return "There are two classes: of each sample a teacher can say how sure it is, and not what it resembles. Distillation "
                + $"helps less than with many classes; hints, or further samples without labels (data.unlabelled), hand over more.";
        }

        if (train.Count < FewPerClass * train.ClassNames.Count)
        {
            yield return Notice.Warning(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"there are {train.Count} training samples of {train.ClassNames.Count} classes, fewer than {FewPerClass} of each: a student "
                        + $"sees little of what its teacher knows. Add samples without labels (data.unlabelled), or augment them."
                )
            );
        }
    }

    /// <summary>What a teacher's answers to validation samples say.</summary>
    /// <param name="answers">The answers.</param>
    /// <param name="classes">What the recipe says of the teacher's classes; null for nothing.</param>
    public static IEnumerable<Notice> OfAnswers(LabelledAnswers answers, IReadOnlyList<string>? classes)
    {
        var score = TeacherScore.Of(answers);
        // Of a teacher at chance enough is said.
        if (score.IsChance)
        {
            yield break;
        }

        if (AnswerEntropy.Of(answers, Temperature) is { EntropyShare: < LittleUncertainty } soft)
        {
            yield return Notice.Warning(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the teacher's answers have almost no uncertainty: at temperature {Temperature:0} their entropy is "
                        + $"{100 * soft.EntropyShare:0.00} % of the largest. They say little more than labels; raise the temperature, or take "
                        + $"a teacher that is less sure (trained with fewer epochs, or regularised)."
                )
            );
        }

        if (ClassOrderFault.Of(answers) is { } order)
        {
            yield return Notice.Warning(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the teacher is right on {100 * order.Before:0.0} % of {answers.Count} validation samples, and on "
                        + $"{100 * order.Accuracy:0.0} % if some of its classes are in another order than the data's: write "
                        + $"'{order.Remedy(classes)}' next to its file if that is its order. It is not applied by itself."
                )
            );
        }
    }
}
