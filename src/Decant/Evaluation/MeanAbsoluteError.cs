namespace Decant.Evaluation;

/// <summary>
/// MAE = (1/N) Σₙ |ŷₙ − yₙ|, in the unit of y. 0 upwards, lower is better; predicting the median of y for every sample gives y's mean absolute
/// deviation.
/// </summary>
internal sealed class MeanAbsoluteError
{
    private int _samples;
    private double _sum;

    public double Value => _sum / _samples;

    public void Add(double truth, double prediction)
    {
        _samples++;
        _sum += Math.Abs(prediction - truth);
    }
}
