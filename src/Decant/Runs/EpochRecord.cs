namespace Decant.Runs;

/// <summary>What one pass over the training samples gave.</summary>
public sealed record EpochRecord
{
    /// <summary>The arm that was trained.</summary>
    public required string Arm { get; init; }

    /// <summary>The seed of this training.</summary>
    public required ulong Seed { get; init; }

    /// <summary>From 1.</summary>
    public required int Epoch { get; init; }

    /// <summary>Mean over the epoch's samples of the weighted sum of all terms.</summary>
    public required double TotalLoss { get; init; }

    /// <summary>Mean of every loss term over the epoch's samples, before its weight, in the recipe's order.</summary>
    public required IReadOnlyList<NamedValue> LossTerms { get; init; }

    /// <summary>Learning rate of the epoch's last step.</summary>
    public required double LearningRate { get; init; }

    /// <summary>
    /// Mean over the steps of the L2 norm of the gradient after clipping, as last measured (every 16th step without clipping); null where
    /// it
    /// was not kept.
    /// </summary>
    public double? GradientNorm { get; init; }

    /// <summary>Training samples per second, without validation.</summary>
    public required double SamplesPerSecond { get; init; }

    /// <summary>The task's metrics on the validation split; empty when it was not looked at after this epoch.</summary>
    public required IReadOnlyList<NamedValue> Validation { get; init; }

    /// <summary>Time of training and validation.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>The validation metric of a name, or null when it was not taken.</summary>
    public double? ValidationMetric(string name)
    {
        foreach (var metric in Validation)
        {
            if (metric.Name == name)
            {
                return metric.Value;
            }
        }

        return null;
    }
}
