namespace Decant.Auditing;

/// <summary>
/// Labels that are likely to be wrong, by confident learning (Northcutt, Jiang, Chuang 2019, arXiv:1911.00068). The threshold of class j is
/// the mean probability of j over the samples labelled j. A sample whose probability of another class reaches that class's threshold, and
/// is
/// the largest that reaches its own, is counted as that class; where that is also the answer, the label is likely to be wrong. The least
/// p(label) − largest other p comes first. The network must not have been trained on the samples: it would agree with wrong labels.
/// </summary>
internal static class LabelErrors
{
    /// <summary>Looks at every label.</summary>
    public static IReadOnlyList<LabelError> Of(LabelledAnswers answers)
    {
        var (p, thresholds, errors) = (new double[answers.Classes], Thresholds(answers), new List<LabelError>());
        for (var n = 0; n < answers.Count; n++)
        {
            answers.Probabilities(n, p);
            var (given, best, likely) = (answers.Labels[n], answers.Best(n), -1);
            for (var c = 0; c < p.Length; c++)
            {
                likely = p[c] >= thresholds[c] && (likely < 0 || p[c] > p[likely]) ? c : likely;
            }

            if (likely >= 0 && likely != given && best != given)
            {
                errors.Add(new LabelError(n, given, likely, p[likely], p[given] - p[best]));
            }
        }

        return [.. errors.OrderBy(error => error.Margin)];
    }

    // Of a class without samples nothing reaches the threshold.
    private static double[] Thresholds(LabelledAnswers answers)
    {
        var (p, sums, counts) = (new double[answers.Classes], new double[answers.Classes], new int[answers.Classes]);
        for (var n = 0; n < answers.Count; n++)
        {
            answers.Probabilities(n, p);
            sums[answers.Labels[n]] += p[answers.Labels[n]];
            counts[answers.Labels[n]]++;
        }

        return [.. sums.Zip(counts, (sum, count) => count == 0 ? double.PositiveInfinity : sum / count)];
    }
}
