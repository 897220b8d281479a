namespace Decant.Pipeline;

/// <summary>How far a training is after an optimizer update.</summary>
public readonly ref struct TrainingProgress
{
    /// <summary>The epoch under way, from 1.</summary>
    public required int Epoch { get; init; }

    /// <summary>Updates done in the whole training.</summary>
    public required long Step { get; init; }

    /// <summary>Updates of the whole training.</summary>
    public required long Steps { get; init; }

    /// <summary>Samples that this epoch has shown.</summary>
    public required int Samples { get; init; }

    /// <summary>Samples per second in this epoch so far.</summary>
    public required double SamplesPerSecond { get; init; }

    /// <summary>The weighted sum of all terms, mean over the last batch.</summary>
    public required double TotalLoss { get; init; }

    /// <summary>Every term of the last batch before its weight, in the order of the plan.</summary>
    public required ReadOnlySpan<double> LossTerms { get; init; }

    /// <summary>Time that the training still needs at this pace.</summary>
    public required TimeSpan Remaining { get; init; }
}
