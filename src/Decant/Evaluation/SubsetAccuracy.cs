namespace Decant.Evaluation;

/// <summary>subset accuracy = (1/N) Σₙ [every label of sample n is answered rightly]. A fraction, 0 to 1, higher is better; the strictest measure.</summary>
internal sealed class SubsetAccuracy
{
    private int _samples;
    private int _right;

    public double Value => (double)_right / _samples;

    public void Add(int wrongAnswers)
    {
        _samples++;
        _right += wrongAnswers == 0 ? 1 : 0;
    }
}
