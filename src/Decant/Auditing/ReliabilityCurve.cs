using Decant.Evaluation;

namespace Decant.Auditing;

/// <summary>
/// How often answers of a confidence are right: of a calibrated network, 7 of 10 that it is 70 % sure of (Guo et al. 2017,
/// arXiv:1706.04599).
/// </summary>
/// <param name="Bins">Answers by confidence, the least sure first; empty bins are left out.</param>
/// <param name="Error">The expected calibration error over the bins, 0 to 1.</param>
internal sealed record ReliabilityCurve(IReadOnlyList<ReliabilityBin> Bins, double Error)
{
    /// <summary>Mean confidence − accuracy, −1 to 1: above 0 where the network is surer than right.</summary>
    public double Overconfidence => Bins.Sum(bin => bin.Count * (bin.Confidence - bin.Accuracy)) / Bins.Sum(bin => bin.Count);

    /// <summary>Sorts the answers into the bins of the calibration error.</summary>
    public static ReliabilityCurve Of(LabelledAnswers answers)
    {
        var error = new ExpectedCalibrationError();
        for (var n = 0; n < answers.Count; n++)
        {
            error.Add(new Answer(answers.Row(n), answers.Labels[n]));
        }

        return new ReliabilityCurve(
            [
                .. error
                    .Counts.Where(bin => bin.Count > 0)
                    .Select(bin => new ReliabilityBin(bin.Count, bin.Confidence / bin.Count, (double)bin.Right / bin.Count)),
            ],
            error.Value
        );
    }
}
