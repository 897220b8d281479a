using Decant.Data;
using Decant.Data.Batches;
using Decant.Data.Fields;
using Decant.Engine.Devices;
using Decant.Engine.Graphs;
using Decant.Runs;
using Decant.Tasks;
using Decant.Teachers;

namespace Decant.Evaluation;

/// <summary>Asks a network about every sample of a data set, in order and without augmentation, and gathers the metrics.</summary>
internal static class Evaluator
{
    /// <summary>Largest number of samples per call.</summary>
    public const int Batch = 256;

    // Batches in memory that one reader needs.
    private const int Slots = 3;

    // Weights lie next to what is computed in.
    private const int ShareOfAnswers = 2;

    /// <summary>As many samples as fit at once: <see cref="Batch"/>, or fewer where the device has a limit.</summary>
    /// <param name="network">The network that is asked.</param>
    /// <param name="device">The device.</param>
    /// <param name="schema">What samples have; null where the network has one input, and none vary in length.</param>
    public static int BatchOf(Graph network, Device device, Schema? schema)
    {
        if (device.Memory is not { } memory)
        {
            return Batch;
        }

        var sizes = FieldBinding.Bounds(1, schema);
        var input = network.Inputs.Sum(one =>
            one.Type.Size()
            * one.Shape.Skip(1)
                .Where(size => size.Names().All(sizes.ContainsKey))
                .Aggregate(1.0, (product, size) => product * size.Resolve(sizes))
        );
        var most = Math.Min(
            memory / MemoryBudget.NetworksPerBatches / (Slots * input),
            memory / ShareOfAnswers / GraphMemory.BytesPerSample(network, schema)
        );
        return (int)Math.Clamp(most, 1, Batch);
    }

    /// <summary>The metrics of a network.</summary>
    /// <param name="network">The network, compiled for as many samples as are asked about at once.</param>
    /// <param name="data">The samples.</param>
    /// <param name="goal">What the network is to answer about them.</param>
    /// <param name="teacher">The teacher whose agreement is asked for; null for none.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    public static EvaluationResult Run(
        FrozenNetwork network,
        Dataset data,
        LearningGoal goal,
        FrozenNetwork? teacher = null,
        CancellationToken cancellation = default
    )
    {
        var metrics = goal.Task.Metrics(goal, data);
        using var batches = new BatchStream(
            data,
            new BatchOptions
            {
                Size = Math.Min(Math.Min(network.Batch, teacher?.Batch ?? Batch), data.Count),
                Fields = goal.Fields(data),
                Memory = network.Memory / MemoryBudget.NetworksPerBatches,
            }
        );
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
