namespace Decant.Data;

/// <summary>
/// How the memory of a process is divided that has a limit: the program, the garbage collector's heap, and of what is left a half for
/// networks, a quarter for batches on their way, an eighth for decoding, an eighth for samples that are kept. Every part knows its own
/// share and nothing of the others.
/// </summary>
/// <param name="Limit">Peak resident memory of the process, in bytes.</param>
internal sealed record MemoryBudget(long Limit)
{
    // Measured on Linux, x64: libraries 46 MB; compiled code, stacks and what allocators hold back, 54 MB at most.
    private const long Program = 100L << 20;
    private const long LeastHeap = 40L << 20;

    /// <summary>The least limit that leaves room for anything.</summary>
    public const long Least = 192L << 20;

    /// <summary>How many times as much networks may take as the batches on their way of one data set.</summary>
    public const int NetworksPerBatches = 4;

    /// <summary>Bytes of the garbage collector's heap: graphs, file names, rows of tables, files while they are decoded.</summary>
    public long Heap => Math.Max(LeastHeap, Limit / 4);

    /// <summary>Bytes that networks take: weights, gradients, moments, and the arena in which they are computed.</summary>
    public long Networks => Left / 2;

    /// <summary>Bytes of batches on their way of one data set; two are read at the same time, one to train and one to measure.</summary>
    public long Batches => Networks / NetworksPerBatches;

    /// <summary>Bytes of images that are being decoded.</summary>
    public long Decoding => Left / 8;

    /// <summary>Bytes of samples that are kept in memory; the others are read from their files whenever they are needed.</summary>
    public long Samples => Left / 8;

    private long Left => Math.Max(0, Limit - Program - Heap);

    /// <summary>The budget of a limit; null without one.</summary>
    public static MemoryBudget? Of(long? limit) => limit is { } bytes ? new MemoryBudget(bytes) : null;
}
