using Decant.Runs;

namespace Decant.Evaluation;

/// <summary>
/// MAE = (1/N) Σₙ |ŷₙ − yₙ|, in the unit of y. 0 upwards, lower is better; predicting the median of y for every sample gives y's mean
/// absolute deviation.
/// </summary>
internal sealed class MeanAbsoluteError
{
    /// <summary>How it is named and told; the unit is that of the labels.</summary>
    public static MetricFacts Facts { get; } =
        new("meanAbsoluteError", "", false)
        {
            Title = "Mean absolute error",
            Meaning = "How far a prediction is from the truth, on average. Lower is better.",
        };

    /// <summary>The same between student and teacher.</summary>
    public static MetricFacts TeacherFacts { get; } =
        new("teacherDifference", "", false)
        {
            Title = "Difference from teacher",
            Meaning = "By how much student and teacher predict differently, on average, right or wrong.",
        };

    private int _samples;
    private double _sum;

    public double Value => _sum / _samples;

    public void Add(double truth, double prediction)
    {
        _samples++;
        _sum += Math.Abs(prediction - truth);
    }
}
