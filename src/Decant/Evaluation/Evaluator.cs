using Decant.Data;
using Decant.Data.Batches;
using Decant.Runs;
using Decant.Tasks;
using Decant.Teachers;

namespace Decant.Evaluation;

/// <summary>Asks a network about every sample of a data set, in order and without augmentation, and gathers the metrics.</summary>
internal static class Evaluator
{
    /// <summary>Largest number of samples per call.</summary>
    public const int Batch = 256;

    /// <summary>The metrics of a network.</summary>
    /// <param name="network">The network, compiled for <see cref="Batch"/> samples.</param>
    /// <param name="data">The samples.</param>
    /// <param name="goal">What the network is to answer about them.</param>
    /// <param name="teacher">The teacher whose agreement is asked for; null for none.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    public static EvaluationResult Run(FrozenNetwork network, Dataset data, LearningGoal goal, FrozenNetwork? teacher = null, CancellationToken cancellation = default)
    {
        var metrics = goal.Task.Metrics(goal, data);
        using var batches = new BatchStream(data, new BatchOptions { Size = Math.Min(Batch, data.Count), Fields = goal.Fields(data) });
        foreach (var batch in batches.Epoch(0))
        {
            cancellation.ThrowIfCancellationRequested();
            metrics.Add(batch, Ask(network, batch), teacher is null ? default : Ask(teacher, batch));
        }

        return metrics.Result();
    }

    private static NetworkOutputs Ask(FrozenNetwork network, Batch batch)
    {
        var answer = network.Answer(batch).Span<float>();
        return new NetworkOutputs(network, answer[..(batch.Count * network.AnswerSize)], batch.Count);
    }
}
