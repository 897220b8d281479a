using Decant.Notices;
using Decant.Runs;

namespace Decant.Pipeline;

/// <summary>Is told the facts of a run while it goes on. It gets facts, not the run: nothing it does can change the result.</summary>
public interface IRunObserver
{
    /// <summary>Something that the reader of the result should know.</summary>
    void Note(Notice notice);

    /// <summary>A training begins.</summary>
    void Begin(TrainingPlan plan);

    /// <summary>An optimizer update is done. Called for every step: be quick, allocate nothing, show less often.</summary>
    void Step(in TrainingProgress progress);

    /// <summary>An epoch and its look at the validation part are done.</summary>
    void Epoch(EpochRecord record);

    /// <summary>A training is over and its model was measured on the test part.</summary>
    void End(string arm, SeedResult result);
}
