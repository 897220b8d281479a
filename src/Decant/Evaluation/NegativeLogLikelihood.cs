namespace Decant.Evaluation;

/// <summary>
/// NLL = (1/N) Σₙ −ln softmax(zₙ)[yₙ] = (1/N) Σₙ (ln Σ exp zₙ − zₙ[yₙ]), at temperature 1. Nats per sample, 0 (certain and
/// right) upwards, lower is better; ln C is what guessing gives; infinite when a label got the probability 0.
/// </summary>
internal sealed class NegativeLogLikelihood
{
    private int _samples;
    private double _sum;

    public double Value => _sum / _samples;

    public void Add(in Answer answer)
    {
        _samples++;
        _sum += answer.LogSumExp - answer.Logits[answer.Label];
    }
}
