namespace Decant.Training;

/// <summary>Where the states of one training are kept.</summary>
internal interface ITrainingStore
{
    /// <summary>Whether it is time to keep a state in the middle of an epoch.</summary>
    bool IsDue { get; }

    /// <summary>Whether it is time to keep a state at the end of an epoch.</summary>
    bool IsDueAfterEpoch { get; }

    /// <summary>The state to continue from; null for a training that begins.</summary>
    /// <param name="identity">What the training is.</param>
    /// <exception cref="Engine.DecantException">The state is that of another training; says how they differ.</exception>
    TrainingState? Latest(IReadOnlyDictionary<string, string> identity);

    /// <summary>Keeps a state.</summary>
    void Keep(TrainingState state);

    /// <summary>The training is done, and its result is in the caller's hands.</summary>
    void Clear();
}
