namespace Decant.Evaluation;

/// <summary>
/// accuracy = (1/N) Σₙ [argmax zₙ = yₙ]. A fraction, 0 to 1, higher is better.
/// </summary>
internal sealed class Accuracy
{
    private int _samples;

    /// <summary>Samples whose best class is not the label.</summary>
    public int Errors { get; private set; }

    public double Value => (double)(_samples - Errors) / _samples;

    public void Add(in Answer answer)
    {
        _samples++;
        Errors += answer.Best == answer.Label ? 0 : 1;
    }
}
