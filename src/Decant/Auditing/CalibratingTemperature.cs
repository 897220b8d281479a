namespace Decant.Auditing;

/// <summary>
/// The temperature T under which softmax(z/T) has the least mean −ln p of the labels (Guo et al. 2017, arXiv:1706.04599): above 1 for a
/// network that is too sure, below 1 for one that is too cautious. It changes no answer.
/// </summary>
internal static class CalibratingTemperature
{
    // Outside, answers are right throughout or no better than chance, and no temperature is least.
    private const double Lowest = 0.05;
    private const double Highest = 50;
    private const int Halvings = 60;

    /// <summary>T, from 0.05 to 50.</summary>
    public static double Of(LabelledAnswers answers)
    {
        // The mean is convex in 1/T, and its derivative by 1/T is the mean of Σ p·z − z of the label: above 0, 1/T is too large.
        var (low, high) = (Math.Log(Lowest), Math.Log(Highest));
        for (var k = 0; k < Halvings; k++)
        {
            var middle = (low + high) / 2;
            (low, high) = Slope(answers, Math.Exp(middle)) > 0 ? (middle, high) : (low, middle);
        }

        return Math.Exp((low + high) / 2);
    }

    private static double Slope(LabelledAnswers answers, double temperature)
    {
        var (p, sum) = (new double[answers.Classes], 0.0);
        for (var n = 0; n < answers.Count; n++)
        {
            answers.Probabilities(n, p, temperature);
            var row = answers.Row(n);
            // Relative to the label, so that a common offset of the logits is no number that others are lost next to.
            for (var c = 0; c < p.Length; c++)
            {
                sum += p[c] * ((double)row[c] - row[answers.Labels[n]]);
            }
        }

        return sum;
    }
}
