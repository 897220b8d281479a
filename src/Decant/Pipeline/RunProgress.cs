namespace Decant.Pipeline;

/// <summary>How far a run is.</summary>
/// <param name="Arm">The arm whose training is under way: teacher, distilled, scratch.</param>
/// <param name="Seed">The seed of that training.</param>
/// <param name="Training">The number of the training in the run, from 1.</param>
/// <param name="Trainings">Trainings of the run.</param>
/// <param name="Epoch">The epoch of the training, from 1.</param>
/// <param name="Epochs">Epochs of the training at most.</param>
/// <param name="Share">How much of the training is done, 0 to 1.</param>
/// <param name="Remaining">Time that the whole run still needs at this pace; zero before it is known.</param>
public sealed record RunProgress(
    string Arm,
    ulong Seed,
    int Training,
    int Trainings,
    int Epoch,
    int Epochs,
    double Share,
    TimeSpan Remaining
);
