namespace Decant.Evaluation;

/// <summary>
/// agreement = (1/N) Σₙ [argmax of the student's logits = argmax of the teacher's], whatever the label says. A fraction,
/// 0 to 1; how faithful the copy is, its shared errors included (Stanton et al. 2021, arXiv:2106.05945).
/// </summary>
internal sealed class Agreement
{
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
