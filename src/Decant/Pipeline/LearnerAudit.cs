using System.Globalization;
using Decant.Runs;

namespace Decant.Pipeline;

/// <summary>Looks at what a training gave: one that learnt nothing is said, as its numbers else look like any others.</summary>
internal static class LearnerAudit
{
    /// <summary>A warning about a classifier that answers no better than chance after its training; null for others.</summary>
    /// <param name="arm">The arm.</param>
    /// <param name="result">What it gave.</param>
    /// <param name="learningRate">What it was trained with.</param>
    public static string? Problem(string arm, SeedResult result, double learningRate)
    {
        if (result.Test is not ClassificationResult { Samples: var n } test || result.Epochs.Count == 0)
        {
            return null;
        }

        // Always answering the largest class is right in a share p; three deviations √(p(1 − p)/n) above it is no chance.
        var largest = test.Classes.Max(score => score.Support) / (double)n;
        return test.Accuracy >= largest + (3 * Math.Sqrt(largest * (1 - largest) / n)) ? null : string.Create(CultureInfo.InvariantCulture,
            $"Warning: '{arm}' (seed {result.Seed}) is right on {100 * test.Accuracy:0.0} % of {n} test samples after its training, and answering the most frequent class alone is right on {100 * largest:0.0} %: it learnt next to nothing. " +
            $"Lower or raise training.learning-rate ({learningRate:0.######}), or train for more epochs.");
    }
}
