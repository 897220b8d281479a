using Decant.Data;
using Decant.Data.Batches;
using Decant.Runs;
using Decant.Teachers;

namespace Decant.Evaluation;

/// <summary>Asks a network about every sample of a data set, in order and without augmentation, and gathers the metrics.</summary>
internal static class Evaluator
{
    /// <summary>Largest number of samples per call.</summary>
    public const int Batch = 256;

    /// <summary>The metrics of a classifier.</summary>
    /// <param name="network">The network, compiled for <see cref="Batch"/> samples.</param>
    /// <param name="data">The samples.</param>
    /// <param name="teacher">The teacher whose agreement is asked for; null for none.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    public static ClassificationResult Run(FrozenNetwork network, Dataset data, FrozenNetwork? teacher = null, CancellationToken cancellation = default)
    {
        var metrics = new ClassificationMetrics(data.ClassNames.Count);
        using var batches = new BatchStream(data, new BatchOptions { Size = Math.Min(Batch, data.Count) });
        Span<int> labels = stackalloc int[Batch];
        foreach (var batch in batches.Epoch(0))
        {
            cancellation.ThrowIfCancellationRequested();
            for (var i = 0; i < batch.Count; i++)
            {
                labels[i] = (int)batch.Labels.Span<long>()[i];
            }

            var answers = network.Answer(batch.Inputs, batch.Count).Span<float>()[..(batch.Count * network.Classes)];
            var teachers = teacher is null ? default : teacher.Answer(batch.Inputs, batch.Count).Span<float>()[..(batch.Count * teacher.Classes)];
            metrics.Add(answers, labels[..batch.Count], teachers);
        }

        return metrics.Result();
    }
}
