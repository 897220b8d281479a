using Decant.Data;
using Decant.Data.Batches;
using Decant.Teachers;

namespace Decant.Evaluation;

/// <summary>What a network answers to the samples of a data set, in their order and without augmentation.</summary>
internal static class NetworkAnswers
{
    /// <summary>Asks about the first samples.</summary>
    /// <param name="network">The network, compiled for as many samples as are asked about at once.</param>
    /// <param name="data">The samples.</param>
    /// <param name="most">Samples at most; all by default.</param>
    /// <returns>Logits, sample after sample.</returns>
    public static float[] Of(FrozenNetwork network, Dataset data, int most = int.MaxValue)
    {
        var answers = new float[Math.Min(most, data.Count) * network.AnswerSize];
        using var batches = new BatchStream(
            data,
            new BatchOptions { Size = Math.Min(network.Batch, data.Count), Memory = network.Memory / MemoryBudget.NetworksPerBatches }
        );
        var done = 0;
        foreach (var batch in batches.Epoch(0))
        {
            var count = Math.Min(batch.Count * network.AnswerSize, answers.Length - done);
            network.Answer(batch).Span<float>()[..count].CopyTo(answers.AsSpan(done));
            done += count;
            if (done == answers.Length)
            {
                break;
            }
        }

        return answers;
    }
}
