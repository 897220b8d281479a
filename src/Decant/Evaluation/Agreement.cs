using Decant.Runs;

namespace Decant.Evaluation;

/// <summary>
/// agreement = (1/N) Σₙ [argmax of the student's logits = argmax of the teacher's], whatever the label says. A fraction,
/// 0 to 1; how faithful the copy is, its shared errors included (Stanton et al. 2021, arXiv:2106.05945).
/// </summary>
internal sealed class Agreement
{
    /// <summary>How it is named and told.</summary>
    public static MetricFacts Facts { get; } =
        new(NamedValue.Agreement, MetricFacts.Fraction, true)
        {
            Title = "Agreement with teacher",
            Meaning = "Share of the answers in which student and teacher choose the same, right or wrong.",
        };

    private int _samples;
    private int _equal;

    /// <summary>Null when no sample had a teacher's answer.</summary>
    public double? Value => _samples == 0 ? null : (double)_equal / _samples;

    public void Add(in Answer answer)
    {
        if (answer.TeacherBest == Answer.NoTeacher)
        {
            return;
        }

        _samples++;
        _equal += answer.Best == answer.TeacherBest ? 1 : 0;
    }
}
