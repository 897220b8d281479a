namespace Decant.Runs;

/// <summary>What one arm gave with one seed.</summary>
public sealed record SeedResult
{
    internal SeedResult(ModelOrigin origin) => Origin = origin;

    /// <summary>The seed of initial weights, shuffles and augmentation.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Where the weights came from.</summary>
    internal ModelOrigin Origin { get; init; }

    /// <summary>The model as it was exported.</summary>
    public required ModelFacts Model { get; init; }

    /// <summary>Its answers on the test split, which no choice has seen.</summary>
    public required EvaluationResult Test { get; init; }

    /// <summary>The epochs in order; empty for a model that this run did not train.</summary>
    public IReadOnlyList<EpochRecord> Epochs { get; init; } = [];

    /// <summary>Mean norm of the gradient in the first epoch of the main stage; null where that is not known.</summary>
    internal double? FirstGradientNorm { get; init; }

    /// <summary>The last steps; null for a model that this run did not train.</summary>
    internal StepRing? Steps { get; init; }

    /// <summary>The worst mistakes on the test part, the worst first; empty where they were not looked for.</summary>
    internal IReadOnlyList<Mistake> Mistakes { get; init; } = [];

    /// <summary>Time of training and its validation; zero for a model that this run did not train.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>The epoch whose weights were kept, from 1; null for a model that this run did not train.</summary>
    public int? ChosenEpoch { get; init; }

    /// <summary>
    /// Why training ended, as a sentence, such as <c>all 60 epochs done</c>; null for a model that this run did not train.
    /// </summary>
    public string? StopReason { get; init; }
}
