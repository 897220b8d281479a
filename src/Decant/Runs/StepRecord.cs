namespace Decant.Runs;

/// <summary>What one optimizer update saw. It reads from its ring and is valid until the ring overwrites the place.</summary>
internal readonly ref struct StepRecord
{
    /// <summary>The update's number over the whole training, from 1.</summary>
    public required long Step { get; init; }

    /// <summary>The weighted sum of all terms, mean over the batch.</summary>
    public required double TotalLoss { get; init; }

    /// <summary>Every term before its weight, in the order of <see cref="StepRing.Terms"/>.</summary>
    public required ReadOnlySpan<double> LossTerms { get; init; }

    /// <summary>L2 norm of the gradient over all trained parameters, before clipping.</summary>
    public required double GradientNorm { get; init; }

    /// <summary>Learning rate of this update.</summary>
    public required double LearningRate { get; init; }
}
