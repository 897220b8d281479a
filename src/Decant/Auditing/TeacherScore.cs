using Decant.Evaluation;
using Decant.Evidence;

namespace Decant.Auditing;

/// <summary>How often a teacher is right, next to what can be had without looking at a sample.</summary>
/// <param name="Samples">N.</param>
/// <param name="Right">How many answers are right.</param>
/// <param name="NegativeLogLikelihood">mean −ln p of the label, nats per sample.</param>
/// <param name="MajorityShare">Share of the most frequent class, 0 to 1.</param>
internal sealed record TeacherScore(int Samples, int Right, double NegativeLogLikelihood, double MajorityShare)
{
    /// <summary>Share of right answers, 0 to 1.</summary>
    public double Accuracy => (double)Right / Samples;

    /// <summary>The 95 % interval of the accuracy.</summary>
    public Interval Interval => ShareInterval.Of(Right, Samples);

    /// <summary>Whether answering the most frequent class alone is as good.</summary>
    public bool IsChance => ChanceLevel.Reaches(Accuracy, MajorityShare, Samples);

    /// <summary>Counts.</summary>
    public static TeacherScore Of(LabelledAnswers answers)
    {
        var (right, sum) = (0, 0.0);
        for (var n = 0; n < answers.Count; n++)
        {
            var answer = new Answer(answers.Row(n), answers.Labels[n]);
            right += answer.Best == answer.Label ? 1 : 0;
            sum += answer.LogSumExp - answer.Logits[answer.Label];
        }

        var largest = answers.Labels.CountBy(label => label).Max(count => count.Value);
        return new TeacherScore(answers.Count, right, sum / answers.Count, (double)largest / answers.Count);
    }
}
