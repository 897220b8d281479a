using Decant.Data.Augmentations;

namespace Decant.Data.Batches;

/// <summary>How a data set is cut into batches.</summary>
internal sealed record BatchOptions
{
    /// <summary>Samples per batch; 1 or more, at most the number of samples.</summary>
    public int Size { get; init; } = 128;

    /// <summary>Whether every epoch has an order of its own; in index order otherwise.</summary>
    public bool Shuffle { get; init; }

    /// <summary>
    /// The axis, such as <c>T</c>, along which the samples of a batch shall be of similar length, so that little is padded; null for none.
    /// The order is still random, decided by (seed, epoch), where <see cref="Shuffle"/> asks for it.
    /// </summary>
    public string? SimilarLength { get; init; }

    /// <summary>Whether samples that do not fill a batch are left out of the epoch; kept as a smaller batch otherwise.</summary>
    public bool DropLast { get; init; }

    /// <summary>What is done to every view of a sample; null for the samples as they are.</summary>
    public Augmentation? Augmentation { get; init; }

    /// <summary>How many views there are of every sample: epoch e shows view e mod <c>Views</c>. Null for another one in every
    /// epoch.</summary>
    public int? Views { get; init; }

    /// <summary>Decides the views; null for <see cref="Seed"/>.</summary>
    public ulong? ViewSeed { get; init; }

    /// <summary>Names of the fields that are read next to the inputs; null for the class alone, where samples have one.</summary>
    public IReadOnlyList<string>? Fields { get; init; }

    /// <summary>Decides order and augmentation: the same seed gives the same batches on any number of threads.</summary>
    public ulong Seed { get; init; }

    /// <summary>Most bytes of batches on their way: fewer threads prepare them where they are large, or none. Null for no limit.</summary>
    public long? Memory { get; init; }

    /// <summary>
    /// Threads that prepare batches ahead; 0 prepares each batch on the thread that asks for it. Null for one, or where samples are decoded
    /// from files for up to four.
    /// </summary>
    public int? Threads { get; init; }
}
