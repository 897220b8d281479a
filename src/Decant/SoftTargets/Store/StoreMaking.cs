using Decant.Data;
using Decant.Data.Augmentations;
using Decant.Data.Batches;
using Decant.Tasks;

namespace Decant.SoftTargets.Store;

/// <summary>Lets a teacher answer everything that a store lacks, shard after shard, view after view.</summary>
/// <param name="writer">Writes the answers.</param>
/// <param name="teacher">Answers.</param>
/// <param name="samples">What it is asked about.</param>
/// <param name="goal">What is learnt.</param>
/// <param name="augmentation">What is done at random to every view; null for nothing.</param>
/// <param name="clock">Measures what the teacher takes.</param>
internal sealed class StoreMaking(
    StoreWriter writer,
    ISoftTargetSource teacher,
    Dataset samples,
    LearningGoal goal,
    Augmentation? augmentation,
    TimeProvider clock
)
{
    /// <summary>Most samples that the teacher is asked about at once.</summary>
    public int Batch { get; init; } = 256;

    /// <summary>Most bytes of batches on their way; null for no limit.</summary>
    public long? Memory { get; init; }

    /// <summary>Is told how many answers are there; null for no one.</summary>
    public Action<long>? Progress { get; init; }

    /// <summary>Makes what is missing of a part of the store.</summary>
    /// <param name="portion">The part.</param>
    /// <param name="cancellation">Stops after the batch under way; what was answered stays.</param>
    public void Run(StorePortion portion, CancellationToken cancellation)
    {
        var manifest = writer.Store.Manifest;
        var size = 1 << (int)Math.Floor(Math.Log2(Math.Min(Math.Min(Batch, manifest.AnswersPerShard), samples.Count)));
        using var batches = new BatchStream(
            samples,
            new BatchOptions
            {
                Size = size,
                Augmentation = augmentation,
                Fields = goal.Fields(samples),
                Seed = manifest.Identity.ViewSeed,
                Memory = Memory,
            }
        );
        try
        {
            for (var shard = 0; shard < manifest.ShardsPerView * manifest.Identity.Views; shard++)
            {
                if (portion.Has(shard))
                {
                    Make(shard, batches, size, cancellation);
                }
            }
        }
        finally
        {
            writer.Flush();
        }
    }

    private void Make(int shard, BatchStream batches, int size, CancellationToken cancellation)
    {
        var manifest = writer.Store.Manifest;
        var (view, within) = Math.DivRem(shard, manifest.ShardsPerView);
        var first = within * manifest.AnswersPerShard;
        var end = Math.Min(samples.Count, first + manifest.AnswersPerShard);
        while (first < end && writer.Has(first, view))
        {
            first++;
        }

        if (first == end)
        {
            return;
        }

        foreach (var batch in batches.Epoch(view, first / size))
        {
            cancellation.ThrowIfCancellationRequested();
            var begin = clock.GetTimestamp();
            var answer = teacher.Answer(batch);
            writer.Add(shard, batch, answer, clock.GetElapsedTime(begin));
            Progress?.Invoke(writer.Answers);
            if ((batch.Step + 1) * size >= end)
            {
                return;
            }
        }
    }
}
