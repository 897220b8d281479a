using Decant.Runs;

namespace Decant.Evaluation;

/// <summary>
/// MSE = (1/N) Σₙ (ŷₙ − yₙ)², whose root has the unit of y: RMSE = √MSE. 0 upwards, lower is better; never below the mean absolute error,
/// and farther above it the more the error is that of a few samples.
/// </summary>
internal sealed class MeanSquaredError
{
    /// <summary>Its root; the unit is that of the labels.</summary>
    public static MetricFacts RootFacts { get; } =
        new("rootMeanSquaredError", "", false)
        {
            Title = "Root mean squared error",
            Meaning = "The same with large errors weighing more: the root of the mean square. Lower is better.",
        };

    private int _samples;
    private double _sum;

    public double Value => _sum / _samples;

    public double Root => Math.Sqrt(Value);

    public void Add(double truth, double prediction)
    {
        _samples++;
        _sum += (prediction - truth) * (prediction - truth);
    }
}
